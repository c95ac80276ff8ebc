namespace Pragmatika.Engine.Links;

/// <summary>The keys of all rows that an exchange ever committed and has not forgotten.</summary>
internal interface IRowKeys
{
    /// <summary>Streamed, in no order.</summary>
    IAsyncEnumerable<string> KeysAsync(string exchange, CancellationToken cancellationToken);
}
