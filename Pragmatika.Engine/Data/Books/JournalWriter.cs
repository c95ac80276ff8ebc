using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Journal;

namespace Pragmatika.Engine.Data.Books;

/// <summary>Appends entries that belong to no batch, and drops old ones a few thousand at a time so that no run waits long for the lock.</summary>
internal sealed class JournalWriter(BatchWriter batches, JournalFeed feed, IDbContextFactory<EngineDbContext> contexts, TimeProvider time) : IJournalWriter
{
    private const int ChunkRows = 5000;

    public Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () => feed.Publish(await batches.AppendAsync(entries, cancellationToken)));

    public Task<long> RetainAsync(TimeSpan age, long maxEntries, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var oldest = time.GetUtcNow() - age;
        long gone = 0;
        while (await EndOfChunkAsync(oldest, maxEntries, cancellationToken) is { } end)
        {
            await using var context = contexts.CreateDbContext();
            gone += await context.Journal.Where(row => row.Id <= end).ExecuteDeleteAsync(cancellationToken);
        }

        return gone;
    });

    /// <summary>The last id of the next chunk to drop; null when nothing is too old or too much.</summary>
    private async Task<long?> EndOfChunkAsync(DateTimeOffset oldest, long maxEntries, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        var chunk = await context.Journal.OrderBy(row => row.Id).Select(row => new { row.Id, row.At }).Take(ChunkRows).ToListAsync(cancellationToken);
        if (chunk.Count == 0)
        {
            return null;
        }

        // Ids have no gaps: the newest id says how many there are.
        var surplusEnd = await context.Journal.MaxAsync(row => row.Id, cancellationToken) - maxEntries;
        var end = chunk.TakeWhile(row => row.At < oldest || row.Id <= surplusEnd).LastOrDefault();
        return end?.Id;
    }
}
