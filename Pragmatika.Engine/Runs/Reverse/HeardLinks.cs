using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Delivering;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>Finds what heard records are linked to, and reads what they are now.</summary>
internal sealed class HeardLinks(RunContext context)
{
    private readonly Successors _successors = new(context);

    /// <summary>One entry a link, and the records that no link names.</summary>
    public async Task<(IReadOnlyList<ReverseRecord> Linked, IReadOnlyList<CrmItem> Unlinked)> FindAsync(ReverseFlow flow, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return ([], []);
        }

        var heard = ids.ToHashSet();
        var links = await ByIdAsync(flow, ids, cancellationToken);
        var known = links.Select(link => link.CrmId).ToHashSet();
        var items = (await context.Portal.GetManyAsync(flow.Target.Entity, ids, cancellationToken)).ToDictionary(item => item.Id);
        links.AddRange(await ByOriginAsync(flow, [.. items.Values.Where(item => !known.Contains(item.Id))], cancellationToken));
        links = [.. links.DistinctBy(link => link.Key, StringComparer.Ordinal)]; // the record that is gone and the one that took its place may be heard together
        var gone = await GoneAsync(flow, [.. links.Select(link => link.CrmId).Where(id => !items.ContainsKey(id)).Distinct()], cancellationToken);
        links.RemoveAll(link => !heard.Contains(link.CrmId) && !gone.Contains(link.CrmId)); // a copy carries the key of the record it was made from
        var moved = await MovedAsync(flow, [.. links.Where(link => gone.Contains(link.CrmId))], items, cancellationToken);
        var records = links.ConvertAll(link => moved.GetValueOrDefault(link.Key) ?? new ReverseRecord(flow, link, items.GetValueOrDefault(link.CrmId), gone.Contains(link.CrmId)));
        var linked = records.Select(record => record.Link.CrmId).ToHashSet();
        return (records, [.. items.Values.Where(item => !linked.Contains(item.Id))]);
    }

    /// <summary>Records whose link goes over to the one that took the place of the one that is gone: its rows write there from now on.</summary>
    private async Task<Dictionary<string, ReverseRecord>> MovedAsync(ReverseFlow flow, IReadOnlyList<Link> gone, Dictionary<long, CrmItem> items, CancellationToken cancellationToken)
    {
        var found = await _successors.FindAsync(flow.Target, gone, cancellationToken);
        foreach (var item in await ReadAsync(flow, [.. found.Values.Where(id => !items.ContainsKey(id)).Distinct()], cancellationToken))
        {
            items[item.Id] = item;
        }

        return gone
            .Where(link => found.TryGetValue(link.Key, out var id) && items.ContainsKey(id))
            .ToDictionary(link => link.Key, link => ReverseRecord.Moved(flow, link, items[found[link.Key]]), StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<CrmItem>> ReadAsync(ReverseFlow flow, long[] ids, CancellationToken cancellationToken) =>
        ids.Length == 0 ? [] : await context.Portal.GetManyAsync(flow.Target.Entity, ids, cancellationToken);

    /// <summary>Missing from a list is not yet deleted: rights may have changed. Each is asked for by id, and only "not found" counts.</summary>
    private async Task<HashSet<long>> GoneAsync(ReverseFlow flow, long[] missing, CancellationToken cancellationToken)
    {
        var gone = new HashSet<long>();
        foreach (var part in missing.Chunk(context.Portal.BatchSize))
        {
            var commands = part.Select(id => context.Portal.Get(flow.Target.Entity, id.ToString(CultureInfo.InvariantCulture))).ToList();
            var answers = await context.Portal.BatchAsync(commands, cancellationToken);
            gone.UnionWith(part.Where((_, index) => answers[index].Error is { Kind: FailureKind.NotFound }));
        }

        return gone;
    }

    private async Task<List<Link>> ByIdAsync(ReverseFlow flow, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var texts = ids.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        var found = await context.Store.LinksByMatchAsync(context.Exchange, flow.Target.Name, MatchText.CrmIdPosition(flow.Definition.Match.Count), texts, cancellationToken);
        return [.. found.Values.SelectMany(links => links).DistinctBy(link => link.Key, StringComparer.Ordinal)];
    }

    /// <summary>Links from before the flow had a rule towards SQL are not found by id, nor are records restored under a new one; they carry our key.</summary>
    private async Task<IEnumerable<Link>> ByOriginAsync(ReverseFlow flow, IReadOnlyList<CrmItem> items, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in items.Where(flow.Target.Owns))
        {
            keys[item.OriginKey![flow.Target.OriginPrefix.Length..]] = item.Id;
        }

        var links = keys.Count == 0 ? new Dictionary<string, Link>() : await context.Store.LinksAsync(context.Exchange, flow.Target.Name, keys.Keys, cancellationToken);
        return links.Values; // one that names another record moves, should that record be gone (restored under a new id)
    }
}
