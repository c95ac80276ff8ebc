using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Books;

/// <summary>Looks a key or a CRM id up: among the links, then in the journal for what has no link (never landed, or no longer there).</summary>
internal sealed class RecordFinder(EngineDbContext context, Dictionary<int, ScopeRow> flows, int count)
{
    private readonly List<int> _flowIds = [.. flows.Keys];
    private readonly Dictionary<(int Flow, string Key), RecordFound> _found = [];

    public async Task<IReadOnlyList<RecordFound>> FindAsync(RecordSearchText text, CancellationToken cancellationToken)
    {
        Add(await context.Links.AsNoTracking().Where(row => _flowIds.Contains(row.FlowId) && row.Key == text.Key).Take(count).ToListAsync(cancellationToken));
        if (text.CrmId is { } id)
        {
            Add(await context.Links.AsNoTracking()
                .Where(row => _flowIds.Contains(row.FlowId) && row.CrmId == id && (text.EntityTypeId == null || row.EntityTypeId == text.EntityTypeId))
                .Take(count).ToListAsync(cancellationToken));
        }

        await FindInJournalAsync(text, cancellationToken);
        return [.. _found.Values.OrderBy(found => found.Record.Exchange, StringComparer.Ordinal).ThenBy(found => found.Record.Flow, StringComparer.Ordinal).Take(count)];
    }

    public static Link ToLink(LinkRow row, string flow) => new()
    {
        Flow = flow,
        Key = row.Key,
        EntityTypeId = row.EntityTypeId,
        CrmId = row.CrmId,
        Agreed = row.Agreed,
        SourceVersion = row.SourceVersion,
    };

    private async Task FindInJournalAsync(RecordSearchText text, CancellationToken cancellationToken)
    {
        var byKey = await context.Journal.AsNoTracking()
            .Where(row => row.Key == text.Key && row.CrmId == null && row.FlowId != null && _flowIds.Contains(row.FlowId.Value))
            .Select(row => new { FlowId = row.FlowId!.Value, Key = row.Key! }).Distinct().Take(count).ToListAsync(cancellationToken);
        foreach (var row in byKey.Where(row => row.Key == text.Key))
        {
            AddUnlinked(row.FlowId, row.Key, null);
        }

        if (text is { CrmId: { } id, EntityTypeId: null })
        {
            var byId = await context.Journal.AsNoTracking()
                .Where(row => row.CrmId == id && row.FlowId != null && _flowIds.Contains(row.FlowId.Value) && row.Key != null)
                .Select(row => new { FlowId = row.FlowId!.Value, Key = row.Key! }).Distinct().Take(count).ToListAsync(cancellationToken);
            byId.ForEach(row => AddUnlinked(row.FlowId, row.Key, id));
        }
    }

    private void Add(List<LinkRow> rows) => rows.ForEach(row => _found.TryAdd((row.FlowId, row.Key), new RecordFound(Name(row.FlowId, row.Key, null), ToLink(row, flows[row.FlowId].Flow))));

    /// <summary>What the journal knows and the search among links did not find: the id was another one then.</summary>
    private void AddUnlinked(int flowId, string key, long? id) => _found.TryAdd((flowId, key), new RecordFound(Name(flowId, key, id), null));

    private RecordKey Name(int flowId, string key, long? id) => new(flows[flowId].Exchange, flows[flowId].Flow, key, id);
}
