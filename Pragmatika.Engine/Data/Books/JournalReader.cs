using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Data.Books;

/// <summary>
/// Reads the journal. Ids have no gaps and become visible in their order, so "everything after the last id seen" misses nothing, whichever process wrote it.
/// </summary>
internal sealed class JournalReader(IDbContextFactory<EngineDbContext> contexts, ScopeNames scopes, JournalFeed feed, TimeProvider time) : IJournalReader
{
    private const int BatchEntries = 2000;

    /// <summary>A watcher further behind than this is taken to the newest entries.</summary>
    private const int MaxLag = 20_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>How long entries of other processes may take to show.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public Task<IReadOnlyList<JournalEntry>> PageAsync(JournalFilter filter, long? before, int count, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyList<JournalEntry>>(async () =>
        {
            var exchangeId = await ExchangeIdAsync(filter, cancellationToken);
            if (filter.Exchange is not null && exchangeId is null)
            {
                return [];
            }

            // SQLite searches on the calling thread: a long search must not hold the caller's.
            var rows = await Task.Run(() => RowsAsync(filter, exchangeId, before, count, cancellationToken), cancellationToken);
            return await EntriesAsync(rows, cancellationToken);
        });

    /// <summary>
    /// Starts with the first MoveNextAsync: begin it before reading the first page, then drop what came twice by id. Batches are <see cref="JournalBatch"/>.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<JournalEntry>> WatchAsync(JournalFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watching = feed.Watch();
        var last = await NewestIdAsync(cancellationToken);
        while (true)
        {
            var published = feed.Published;
            var (batch, reached) = await StoreErrors.GuardAsync(() => NextAsync(filter, last, cancellationToken));
            if (batch.Count > 0 || batch.Dropped > 0)
            {
                yield return batch;
                await Task.Delay(Pace, time, cancellationToken);
            }
            else if (reached == last)
            {
                await Task.WhenAny(published, Task.Delay(Poll, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }

            last = reached;
        }
    }

    /// <summary>The next entries after an id, and the id that was reached by looking for them.</summary>
    private async Task<(JournalBatch Batch, long Reached)> NextAsync(JournalFilter filter, long last, CancellationToken cancellationToken)
    {
        if (feed.After(last, BatchEntries) is { } recent)
        {
            return (new JournalBatch([.. recent.Where(entry => IsWanted(filter, entry)).Select(entry => entry with { Text = StoredText.Read(entry.Text) })], 0), recent[^1].Id);
        }

        var newest = await NewestIdAsync(cancellationToken);
        if (newest <= last)
        {
            return (new JournalBatch([], 0), last);
        }

        var dropped = newest - last > MaxLag ? newest - BatchEntries - last : 0;
        var from = last + dropped;
        var to = Math.Min(newest, from + BatchEntries);
        await using var context = contexts.CreateDbContext();
        var rows = await context.Journal.AsNoTracking().Where(row => row.Id > from && row.Id <= to).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var entries = await EntriesAsync(rows, cancellationToken);
        return (new JournalBatch([.. entries.Where(entry => IsWanted(filter, entry))], dropped), to);
    }

    private static bool IsWanted(JournalFilter filter, JournalEntry entry) =>
        (filter.Exchange is null || filter.Exchange == entry.Exchange)
        && (filter.RunId is null || filter.RunId == entry.RunId)
        && (filter.MinLevel is null || entry.Level >= filter.MinLevel)
        && (filter.Kind is null || filter.Kind == entry.Kind)
        && (string.IsNullOrWhiteSpace(filter.Text) || HasText(entry, filter.Text.Trim()));

    private static bool HasText(JournalEntry entry, string text) =>
        entry.Text.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Key?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || entry.Changes?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) && entry.CrmId == id);

    private async Task<long> NewestIdAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Journal.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
    }

    private async Task<int?> ExchangeIdAsync(JournalFilter filter, CancellationToken cancellationToken) =>
        filter.Exchange is null ? null : await scopes.FindAsync(filter.Exchange, string.Empty, cancellationToken);

    private async Task<List<JournalRow>> RowsAsync(JournalFilter filter, int? exchangeId, long? before, int count, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        var rows = context.Matching(filter, exchangeId).AsNoTracking();
        if (before is { } id)
        {
            rows = rows.Where(row => row.Id < id);
        }

        return await rows.OrderByDescending(row => row.Id).Take(count).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<JournalEntry>> EntriesAsync(List<JournalRow> rows, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>(rows.Count);
        foreach (var row in rows)
        {
            var (exchange, _) = await scopes.NameAsync(row.ExchangeId, cancellationToken);
            var flow = row.FlowId is { } flowId ? (await scopes.NameAsync(flowId, cancellationToken)).Flow : null;
            entries.Add(JournalMapping.ToEntry(row, exchange, flow));
        }

        return entries;
    }
}
