using System.Globalization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Reverse;

namespace Pragmatika.Engine.Runs;

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
        var items = links.Count == 0 ? [] : await context.Portal.GetManyAsync(from.Entity, [.. links.Values.Select(link => link.CrmId).Distinct()], cancellationToken);
        var pointed = items.ToDictionary(item => item.Id, item => IdOf(item.Values.GetValueOrDefault(from.Mapper.Fields[field])));
        return links.Values
            .Where(link => pointed.GetValueOrDefault(link.CrmId) > 0)
            .Select(link => new Referrer(from, field, link, meant[link.Key].RowKey, meant[link.Key].Key, pointed[link.CrmId]));
    }

    private static long IdOf(Value value) => long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
