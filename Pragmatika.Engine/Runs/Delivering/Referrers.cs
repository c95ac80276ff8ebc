using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Delivering;

/// <summary>A record made from <paramref name="RowKey"/> that is to point at the record of <paramref name="Key"/>, and points at <paramref name="Id"/> now.</summary>
internal sealed record Referrer(FlowTarget Flow, int Field, Link Link, string RowKey, string Key, long Id)
{
    /// <summary>The link as if nothing were agreed on of the field: the way forward writes it again.</summary>
    public Link Unsettled()
    {
        var agreed = ValueJson.Read(Link.Agreed, Flow.Mapper.Fields);
        agreed[Field] = Value.None;
        return Link with { Agreed = ValueJson.Write(Flow.Mapper.Fields, agreed, Link.Agreed) };
    }
}

/// <summary>
/// Records that point at others. When a client is merged, the portal moves the client's deals to the one that stayed; so the deals made from the client's own rows tell where it went, even
/// when nothing else of it can be recognised.
/// </summary>
internal sealed class Referrers(RunContext context)
{
    private readonly CarrierFinder _carriers = new(context);

    /// <summary>The records that are to point at records of <paramref name="target"/>, by the rows of the <paramref name="keys"/>; those that point at nothing are left out.</summary>
    public async Task<IReadOnlyList<Referrer>> FindAsync(FlowTarget target, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var pointers = Pointers(target).ToList();
        if (pointers.Count == 0 || keys.Count == 0)
        {
            return [];
        }

        var found = new List<Referrer>();
        var flow = new ReverseFlow(target, context.Definition.Flows[target.Index], [], Mark: null);
        var rows = (await _carriers.FindAsync(flow, keys, cancellationToken)).Values.SelectMany(carriers => carriers).Select(carrier => carrier.Row).ToList();
        foreach (var (from, field) in pointers)
        {
            found.AddRange(await FollowAsync(target, from, field, rows, cancellationToken));
        }

        return found;
    }

    private IEnumerable<(FlowTarget From, int Field)> Pointers(FlowTarget target) =>
        from other in context.Targets
        from field in Enumerable.Range(0, other.Mapper.Rules.Count)
        where other.Mapper.Rules[field].Source.Flow == target.Name
        select (other, field);

    private async Task<IEnumerable<Referrer>> FollowAsync(FlowTarget target, FlowTarget from, int field, IReadOnlyList<SourceRow> rows, CancellationToken cancellationToken)
    {
        var meant = new Dictionary<string, (string RowKey, string Key)>(StringComparer.Ordinal); // by key of the pointing record
        foreach (var row in rows)
        {
            if (from.Mapper.Map(row) is MapResult.Mapped record && record.Values[field] is { Kind: ValueKind.Reference } value && value.AsReference.Flow == target.Name)
            {
                meant[record.Key] = (row.Key, value.AsReference.Key);
            }
        }

        if (meant.Count == 0)
        {
            return [];
        }

        var links = await context.Store.LinksAsync(context.Exchange, from.Name, meant.Keys, cancellationToken);
        var items = await ItemsAsync(from, links, cancellationToken);
        return links.Values
            .Where(link => items.ContainsKey(link.Key))
            .Select(link => new Referrer(from, field, link, meant[link.Key].RowKey, meant[link.Key].Key, IdOf(items[link.Key].Values.GetValueOrDefault(from.Mapper.Fields[field]))))
            .Where(referrer => referrer.Id > 0);
    }

    /// <summary>Key → its record; one that came back from the recycle bin under another id carries our key.</summary>
    private async Task<Dictionary<string, CrmItem>> ItemsAsync(FlowTarget from, IReadOnlyDictionary<string, Link> links, CancellationToken cancellationToken)
    {
        var byId = await ReadAsync(from, links.Values.Select(link => link.CrmId), cancellationToken);
        var gone = links.Keys.Where(key => !byId.ContainsKey(links[key].CrmId)).ToList();
        var back = gone.Count == 0
            ? new Dictionary<string, IReadOnlyList<long>>()
            : await context.Portal.FindByOriginAsync(from.Entity, from.Originator, [.. gone.Select(from.OriginKey)], cancellationToken);
        var restored = await ReadAsync(from, back.Values.Where(ids => ids.Count == 1).SelectMany(ids => ids), cancellationToken);
        var found = links.Where(link => byId.ContainsKey(link.Value.CrmId)).ToDictionary(link => link.Key, link => byId[link.Value.CrmId], StringComparer.Ordinal);
        foreach (var key in gone)
        {
            if (back.GetValueOrDefault(from.OriginKey(key)) is [var id] && restored.TryGetValue(id, out var item))
            {
                found[key] = item;
            }
        }

        return found;
    }

    private async Task<Dictionary<long, CrmItem>> ReadAsync(FlowTarget from, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var asked = ids.Distinct().ToList();
        return asked.Count == 0 ? [] : (await context.Portal.GetManyAsync(from.Entity, asked, cancellationToken)).ToDictionary(item => item.Id);
    }

    private static long IdOf(Value value) => long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
