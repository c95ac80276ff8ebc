namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>What all portals of one connection share in this process: the turn to renew its tokens, and a pair that could not be stored yet. Used under the turn only.</summary>
internal sealed class TokenRenewals : IDisposable
{
    private string? _replaced;
    private ApplicationTokens? _unstored;

    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>The pair that took the place of <paramref name="stored"/>, or <paramref name="stored"/> itself (the same object) when none did.</summary>
    public ApplicationTokens NewestAfter(ApplicationTokens stored) => _unstored is { } newer && _replaced == stored.RefreshToken ? newer : stored;

    public void Remember(string replaced, ApplicationTokens pair) => (_replaced, _unstored) = (replaced, pair);

    public void Forget() => (_replaced, _unstored) = (null, null);

    public void Dispose() => Turn.Dispose();
}
