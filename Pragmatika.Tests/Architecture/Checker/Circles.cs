namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>Finds rooms that reach each other.</summary>
public static class Circles
{
    /// <summary>Each set of rooms of which every one reaches every other, largest first.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> In(IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reach = next.Select(group => group.Key).ToDictionary(room => room, room => Reach(room, next), StringComparer.Ordinal);
        var circles = new List<IReadOnlyList<string>>();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var room in reach.Keys.Order(StringComparer.Ordinal).Where(room => reach[room].Contains(room)))
        {
            if (told.Contains(room))
            {
                continue;
            }

            var circle = reach[room].Where(other => reach.TryGetValue(other, out var back) && back.Contains(room)).Order(StringComparer.Ordinal).ToArray();
            told.UnionWith(circle);
            circles.Add(circle);
        }

        return [.. circles.OrderByDescending(circle => circle.Count)];
    }

    private static HashSet<string> Reach(string start, ILookup<string, string> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[start]);
        while (open.TryPop(out var room))
        {
            if (seen.Add(room))
            {
                foreach (var further in next[room])
                {
                    open.Push(further);
                }
            }
        }

        return seen;
    }
}
