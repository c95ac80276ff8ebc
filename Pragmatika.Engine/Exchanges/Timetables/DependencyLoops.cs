namespace Pragmatika.Engine.Exchanges.Timetables;

/// <summary>Exchanges that wait for each other in a ring would start each other for ever. Pure.</summary>
public static class DependencyLoops
{
    /// <summary>Names of the exchanges that come after themselves, over whatever way.</summary>
    public static IReadOnlySet<string> Find(IEnumerable<ExchangeDefinition> exchanges)
    {
        var after = exchanges.ToDictionary(exchange => exchange.Name, exchange => exchange.Schedule?.After ?? [], StringComparer.Ordinal);
        return after.Keys.Where(name => Reaches(name, name, after, [])).ToHashSet(StringComparer.Ordinal);
    }

    private static bool Reaches(string from, string target, Dictionary<string, IReadOnlyList<string>> after, HashSet<string> seen) =>
        after.TryGetValue(from, out var names) && names.Any(name => name == target || (seen.Add(name) && Reaches(name, target, after, seen)));
}
