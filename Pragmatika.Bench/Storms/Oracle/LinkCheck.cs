using Pragmatika.Bench.Storms.World;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Bench.Storms.Oracle;

/// <summary>What must hold of the links whatever happened: one record, one key.</summary>
internal static class LinkCheck
{
    public static async Task<IReadOnlyDictionary<string, Link>> ReadAsync(StormEngine engine, string flow, CancellationToken cancellationToken)
    {
        var links = new Dictionary<string, Link>();
        await foreach (var link in engine.Get<IEngineStore>().AllLinksAsync(StormExchange.Name, flow, cancellationToken))
        {
            links.Add(link.Key, link);
        }

        return links;
    }

    /// <summary>Returns what is linked: kind of record and key.</summary>
    public static async Task<IReadOnlySet<(int Type, string Origin)>> CheckAsync(StormEngine engine, bool areMerged, CancellationToken cancellationToken)
    {
        var linked = new HashSet<(int, string)>();
        foreach (var flow in (string[])["contacts", "deals"])
        {
            var links = await ReadAsync(engine, flow, cancellationToken);
            linked.UnionWith(links.Values.Select(link => (link.EntityTypeId, link.Key)));
            if (links.Values.GroupBy(link => link.CrmId).FirstOrDefault(group => group.Count() > 1) is { } shared && !(areMerged && flow == "contacts"))
            {
                throw new StormBrokenException("links", $"{string.Join(" and ", shared.Select(link => link.Key))} of {flow} are linked to one record, {shared.Key}");
            }
        }

        return linked;
    }
}
