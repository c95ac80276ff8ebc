using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Reverse;

namespace Pragmatika.Engine.Runs;

/// <summary>
/// Records that point at others. When a client is merged, the portal moves the client's deals to the one that stayed; so the deals made from the client's own rows tell where it went, even
/// when nothing else of it can be recognised.
/// </summary>
internal sealed class Referrers(RunContext context)
{
    private readonly CarrierFinder _carriers = new(context);

    /// <summary>Key of <paramref name="target"/> → ids of the records that the records of its rows point at now; absent where none points at any.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindAsync(FlowTarget target, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var pointed = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal);
        var pointers = Pointers(target).ToList();
        if (pointers.Count > 0 && keys.Count > 0)
        {
            var flow = new ReverseFlow(target, context.Definition.Flows[target.Index], [], Mark: null);
            var rows = (await _carriers.FindAsync(flow, keys, cancellationToken)).Values.SelectMany(carriers => carriers).Select(carrier => carrier.Row).ToList();
            foreach (var (from, index) in pointers)
            {
                await FollowAsync(target, from, index, rows, pointed, cancellationToken);
            }
        }

        return pointed.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<long>)[.. pair.Value], StringComparer.Ordinal);
    }

    private IEnumerable<(FlowTarget From, int Index)> Pointers(FlowTarget target) =>
        from other in context.Targets
        from index in Enumerable.Range(0, other.Mapper.Rules.Count)
        where other.Mapper.Rules[index].Source.Flow == target.Name
        select (other, index);

    private async Task FollowAsync(
        FlowTarget target, FlowTarget from, int index, IReadOnlyList<SourceRow> rows, Dictionary<string, HashSet<long>> pointed, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal); // of the pointing record → of the one it should point at
        foreach (var record in rows.Select(row => from.Mapper.Map(row)).OfType<MapResult.Mapped>())
        {
            if (record.Values[index] is { Kind: ValueKind.Reference } value && value.AsReference.Flow == target.Name)
            {
                keys[record.Key] = value.AsReference.Key;
            }
        }

        var links = keys.Count == 0 ? new Dictionary<string, Link>() : await context.Store.LinksAsync(context.Exchange, from.Name, keys.Keys, cancellationToken);
        var items = links.Count == 0 ? [] : await context.Portal.GetManyAsync(from.Entity, [.. links.Values.Select(link => link.CrmId).Distinct()], cancellationToken);
        var byId = items.ToDictionary(item => item.Id);
        foreach (var link in links.Values.Where(link => byId.ContainsKey(link.CrmId)))
        {
            if (long.TryParse(byId[link.CrmId].Values.GetValueOrDefault(from.Mapper.Fields[index]).ToString(), out var id) && id > 0)
            {
                pointed.TryAdd(keys[link.Key], []);
                pointed[keys[link.Key]].Add(id);
            }
        }
    }
}
