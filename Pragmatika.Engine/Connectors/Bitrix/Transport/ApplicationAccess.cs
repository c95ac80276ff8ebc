using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>
/// Access of an installed application. Any number of requests, of any portals opened for the connection in this process, that meet an expired token at once cause one refresh.
/// </summary>
internal sealed class ApplicationAccess(string connection, ApplicationTokens tokens, TokenClient client, ITokenStore? store, TokenRenewals renewals, ILogger logger) : IPortalAccess
{
    private ApplicationTokens _tokens = tokens;
    private PortalAddress _address = PortalAddress.Application(tokens.ClientEndpoint);

    public PortalAddress Address => Volatile.Read(ref _address);

    public string? Token => Volatile.Read(ref _tokens).AccessToken;

    public async Task<bool> RenewAsync(string? expired, CancellationToken cancellationToken)
    {
        await renewals.Turn.WaitAsync(cancellationToken);
        try
        {
            if (Token == expired && !await TakeStoredAsync(expired, cancellationToken))
            {
                await RefreshAsync(expired, cancellationToken);
            }

            return true;
        }
        finally
        {
            renewals.Turn.Release();
        }
    }

    public bool TryMove(PortalAddress from, PortalAddress to) => ReferenceEquals(Interlocked.CompareExchange(ref _address, to, from), from);

    public string Redact(string? text)
    {
        var current = Volatile.Read(ref _tokens);
        return Redaction.Clean(text, current.AccessToken, current.RefreshToken, current.ClientSecret);
    }

    private async Task RefreshAsync(string? expired, CancellationToken cancellationToken)
    {
        var replaced = _tokens.RefreshToken;
        try
        {
            var renewed = await client.RefreshAsync(_tokens, cancellationToken);
            Volatile.Write(ref _tokens, renewed);
            await KeepAsync(replaced, renewed);
            logger.TokenRenewed();
        }
        catch (BitrixException exception)
        {
            // Refused: another node may have traded the same refresh token a moment earlier.
            if (exception.Kind != FailureKind.Unauthorized || !await TakeStoredAsync(expired, cancellationToken))
            {
                logger.TokenNotRenewed(exception.Message);
                throw;
            }
        }
    }

    /// <summary>Another portal or node may have refreshed already; its pair is the living one.</summary>
    private async Task<bool> TakeStoredAsync(string? expired, CancellationToken cancellationToken)
    {
        if (store is null || await store.LoadAsync(connection, cancellationToken) is not { } stored)
        {
            return false;
        }

        var newest = renewals.NewestAfter(stored);
        Volatile.Write(ref _tokens, newest);
        if (!ReferenceEquals(newest, stored))
        {
            await KeepAsync(stored.RefreshToken, newest);
        }

        return newest.AccessToken != expired;
    }

    /// <summary>From here on the old refresh token is worth nothing, so the caller's cancellation does not stop the saving, and a pair that was not saved is kept for the next try.</summary>
    private async Task KeepAsync(string replaced, ApplicationTokens pair)
    {
        if (store is not null)
        {
            renewals.Remember(replaced, pair);
            await store.SaveAsync(connection, pair, CancellationToken.None);
            renewals.Forget();
        }
    }
}
