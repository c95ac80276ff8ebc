using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Control;

/// <summary>A key carried by more than one live record.</summary>
public sealed record DuplicateKey(int EntityTypeId, string Originator, string Origin, IReadOnlyList<int> Ids);

/// <summary>What <c>GET /_sandbox/stats</c> answers.</summary>
public sealed record StatsReport(
    long Requests,
    long WriteRequests,
    SortedDictionary<string, long> Commands,
    SortedDictionary<string, long> Refusals,
    SortedDictionary<string, long> Weather,
    SortedDictionary<string, long> Events,
    double HighestBucketLevel,
    SortedDictionary<string, int> Entities,
    int DuplicateCount,
    IReadOnlyList<DuplicateKey> Duplicates)
{
    private const int Shown = 1000;

    public static StatsReport Of(PortalParts parts)
    {
        lock (parts.Portal.Gate)
        {
            var duplicates = parts.Portal.Tables.SelectMany(DuplicatesOf).ToList();
            var counts = parts.Portal.Tables.ToDictionary(table => EntityName(table.EntityTypeId), table => table.Count, StringComparer.Ordinal);
            return new StatsReport(
                parts.Stats.Requests, parts.Stats.WriteRequests, parts.Stats.Commands, parts.Stats.Refusals, parts.Stats.Struck, parts.Stats.Events,
                parts.State.Buckets.HighestLevel,
                new(counts, StringComparer.Ordinal), duplicates.Count, [.. duplicates.Take(Shown)]);
        }
    }

    private static string EntityName(int entityTypeId) => entityTypeId switch
    {
        Portal.Lead => "lead",
        Portal.Deal => "deal",
        Portal.Contact => "contact",
        Portal.Company => "company",
        _ => "dynamic_" + entityTypeId.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static IEnumerable<DuplicateKey> DuplicatesOf(EntityTable table)
    {
        var known = table.Schema.WellKnown;
        var seen = new Dictionary<(string, string), object>(table.Count);
        for (var id = 1; id <= table.LastId; id++)
        {
            var origin = table.Value(id, known.OriginId >= 0 ? known.OriginId : known.XmlId).Text;
            if (origin.Length == 0)
            {
                continue;
            }

            var key = (table.Value(id, known.OriginatorId).Text, origin);
            if (!seen.TryGetValue(key, out var first))
            {
                seen[key] = id;
            }
            else if (first is List<int> many)
            {
                many.Add(id);
            }
            else
            {
                seen[key] = new List<int> { (int)first, id };
            }
        }

        return seen.Where(pair => pair.Value is List<int>).Select(pair => new DuplicateKey(table.EntityTypeId, pair.Key.Item1, pair.Key.Item2, (List<int>)pair.Value));
    }
}
