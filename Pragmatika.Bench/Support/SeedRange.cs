using System.Globalization;

namespace Pragmatika.Bench.Support;

/// <summary>Seeds as people write them: <c>7</c> or <c>1-200</c>.</summary>
internal static class SeedRange
{
    /// <exception cref="FormatException">The text is no range.</exception>
    public static (int First, int Last) Parse(string text)
    {
        var parts = text.Split('-');
        var first = int.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.Length switch
        {
            1 => (first, first),
            2 => (first, int.Parse(parts[1], CultureInfo.InvariantCulture)),
            _ => throw new FormatException($"'{text}' is no range of seeds."),
        };
    }
}
