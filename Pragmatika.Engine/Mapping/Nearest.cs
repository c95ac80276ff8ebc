namespace Pragmatika.Engine.Mapping;

/// <summary>Finds what a mistyped name most likely meant.</summary>
public static class Nearest
{
    private const int LongestName = 64;

    /// <summary>The candidate within a third of the name's length in edits, or null.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        var limit = Math.Max(1, name.Length / 3);
        return candidates
            .Where(candidate => candidate.Length <= LongestName)
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    private static int Distance(string left, string right)
    {
        Span<int> row = stackalloc int[LongestName + 1];
        for (var index = 0; index <= right.Length; index++)
        {
            row[index] = index;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var index = 1; index <= right.Length; index++)
            {
                var same = char.ToUpperInvariant(left[line - 1]) == char.ToUpperInvariant(right[index - 1]);
                var next = Math.Min(Math.Min(row[index], row[index - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[index];
                row[index] = next;
            }
        }

        return row[right.Length];
    }
}
