using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IRecordHistory"/>
internal sealed class RecordHistory(IDbContextFactory<EngineDbContext> contexts, ScopeNames scopes) : IRecordHistory, IRecordEntries
{
    public Task<IReadOnlyList<RecordFound>> FindAsync(string text, string? exchange, int count, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyList<RecordFound>>(async () =>
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return [];
            }

            await using var context = contexts.CreateDbContext();
            var flows = await FlowsAsync(context, exchange, cancellationToken);
            return await new RecordFinder(context, flows, count).FindAsync(RecordSearchText.Parse(text), cancellationToken);
        });

    public Task<RecordStory> ReadAsync(RecordKey record, long? before, int count, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        if (await scopes.FindAsync(record.Exchange, record.Flow, cancellationToken) is not { } flowId)
        {
            return new RecordStory { Record = record };
        }

        await using var context = contexts.CreateDbContext();
        var flows = await FlowsAsync(context, record.Exchange, cancellationToken);
        var link = await context.Links.AsNoTracking().SingleOrDefaultAsync(row => row.FlowId == flowId && row.Key == record.Key, cancellationToken);
        var siblings = link is null ? [] : await SiblingsAsync(context, flows, link, cancellationToken);
        var ids = new[] { record.CrmId, link?.CrmId }.OfType<long>().Distinct().ToList();
        var sameEntity = siblings.Select(sibling => sibling.FlowId).Append(flowId).Distinct().ToList();
        var rows = await EntriesAsync(context, new Wanted(flowId, record.Key, ids, sameEntity, before, count), cancellationToken);
        return new RecordStory
        {
            Record = record,
            Link = link is null ? null : RecordFinder.ToLink(link, record.Flow),
            Siblings = [.. siblings.Select(sibling => RecordFinder.ToLink(sibling, flows[sibling.FlowId].Flow))],
            Entries = rows.ConvertAll(row => JournalMapping.ToEntry(row, record.Exchange, row.FlowId is { } flow && flows.TryGetValue(flow, out var scope) ? scope.Flow : record.Flow)),
            Runs = await RunsAsync(context, rows, cancellationToken),
        };
    });

    public async Task<IReadOnlyList<JournalEntry>> OfRecordAsync(string exchange, string flow, string key, long? before, int count, CancellationToken cancellationToken) =>
        (await ReadAsync(new RecordKey(exchange, flow, key), before, count, cancellationToken)).Entries;

    public Task<Dictionary<long, (int Count, DateTimeOffset Last)>> WritesAsync(string exchange, string flow, IReadOnlyCollection<long> crmIds, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () =>
        {
            await using var context = contexts.CreateDbContext();
            var scope = await context.Scopes.Where(one => one.Exchange == exchange && one.Flow == flow).Select(one => one.Id).SingleOrDefaultAsync(cancellationToken);
            var rows = new List<(long Id, DateTimeOffset At)>();
            foreach (var part in crmIds.Chunk(500))
            {
                var found = await context.Journal.AsNoTracking()
                    .Where(row => row.FlowId == scope && row.CrmId != null && part.Contains(row.CrmId.Value) && row.Changes != null)
                    .Select(row => new { Id = row.CrmId!.Value, row.At }).ToListAsync(cancellationToken);
                rows.AddRange(found.Select(row => (row.Id, row.At)));
            }

            return rows.GroupBy(row => row.Id).ToDictionary(row => row.Key, row => (row.Count(), row.Max(one => one.At)));
        });

    private static Task<Dictionary<int, ScopeRow>> FlowsAsync(EngineDbContext context, string? exchange, CancellationToken cancellationToken) =>
        context.Scopes.AsNoTracking().Where(scope => scope.Flow != string.Empty && (exchange == null || scope.Exchange == exchange)).ToDictionaryAsync(scope => scope.Id, cancellationToken);

    private static async Task<List<LinkRow>> SiblingsAsync(EngineDbContext context, Dictionary<int, ScopeRow> flows, LinkRow link, CancellationToken cancellationToken)
    {
        var flowIds = flows.Keys.ToList();
        return await context.Links.AsNoTracking()
            .Where(row => flowIds.Contains(row.FlowId) && row.CrmId == link.CrmId && row.EntityTypeId == link.EntityTypeId && row.Id != link.Id)
            .OrderBy(row => row.Id)
            .Take(100)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Two questions, each for an index of its own: entries with the record's CRM ids, and entries of the key that have none.</summary>
    private static async Task<List<JournalRow>> EntriesAsync(EngineDbContext context, Wanted wanted, CancellationToken cancellationToken)
    {
        var (flowId, key, ids, flows, before, count) = wanted;
        var newest = before ?? long.MaxValue;
        var ofIds = await context.Journal.AsNoTracking()
            .Where(row => row.FlowId != null && flows.Contains(row.FlowId.Value) && row.CrmId != null && ids.Contains(row.CrmId.Value) && row.Id < newest)
            .OrderByDescending(row => row.Id).Take(count).ToListAsync(cancellationToken);
        var ofKey = await context.Journal.AsNoTracking()
            .Where(row => row.Key == key && row.CrmId == null && row.FlowId == flowId && row.Id < newest)
            .OrderByDescending(row => row.Id).Take(count).ToListAsync(cancellationToken);
        return [.. ofIds.Concat(ofKey.Where(row => row.Key == key)).OrderByDescending(row => row.Id).Take(count)];
    }

    private static async Task<IReadOnlyDictionary<Guid, RunRecord>> RunsAsync(EngineDbContext context, List<JournalRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.RunId).Where(id => id != Guid.Empty).Distinct().ToList();
        var runs = await context.Runs.AsNoTracking().Where(run => ids.Contains(run.Id)).ToListAsync(cancellationToken);
        return runs.ToDictionary(run => run.Id, RunMapping.ToRecord);
    }

    private sealed record Wanted(int FlowId, string Key, List<long> CrmIds, List<int> Flows, long? Before, int Count);
}
