using Dapper;

namespace Pragmatika.Engine.Data.Store;

/// <summary>
/// Numbers in the order of commits. Whoever takes some holds the counter's row until its transaction ends: numbers are visible in their order on every engine, and a reader
/// that remembers the last one misses none.
/// </summary>
internal static class CommitCounter
{
    /// <summary>Takes <paramref name="count"/> numbers (none only holds the counter) and returns the first of them.</summary>
    public static async Task<long> TakeAsync(IHotWrite write, string name, int count, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(new CommandDefinition(
            "UPDATE counters SET value = value + @count WHERE name = @name", new { count, name }, write.Transaction, cancellationToken: cancellationToken));
        var last = await write.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT value FROM counters WHERE name = @name", new { name }, write.Transaction, cancellationToken: cancellationToken));
        return last - count + 1;
    }
}
