using System.Buffers;

namespace Pragmatika.Engine.Privacy;

/// <summary>Several numbers in one field. The library is no splitter: it takes a second number for the extension of the first.</summary>
internal static class PhoneSplit
{
    /// <summary>Digits of two numbers with their prefixes, when nothing but a blank stands between them.</summary>
    private const int Two = 22;
    private const int One = Two / 2;

    private static readonly SearchValues<char> Separators = SearchValues.Create(",;/\n\\|");
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;/\n\\|\r");
    private static readonly string[] Words = [" и ", " или "];

    public static IEnumerable<string> Of(string text)
    {
        if (text.Length <= 18 && text.AsSpan().IndexOfAny(Breaks) < 0)
        {
            return [text]; // one number, as most fields hold
        }

        var parts = new List<string>(2);
        foreach (var word in Words)
        {
            text = text.Replace(word, ",", StringComparison.OrdinalIgnoreCase);
        }

        for (var rest = text.AsSpan(); ;)
        {
            var at = rest.IndexOfAny(Separators);
            Take(parts, at < 0 ? rest : rest[..at]);
            if (at < 0)
            {
                return parts;
            }

            rest = rest[(at + 1)..];
        }
    }

    private static void Take(List<string> parts, ReadOnlySpan<char> part)
    {
        part = part.Trim();
        if (part.IsEmpty)
        {
            return;
        }

        if (parts.Count > 0 && PhoneExtension.IsAlone(part))
        {
            parts[^1] = $"{parts[^1]} {part}";
        }
        else if (MiddleOfTwo(part) is { } middle)
        {
            parts.Add(part[..middle].TrimEnd().ToString());
            parts.Add(part[middle..].TrimStart().ToString());
        }
        else
        {
            parts.Add(part.ToString());
        }
    }

    /// <summary>Where the second of two whole numbers begins; null unless the part is just that.</summary>
    private static int? MiddleOfTwo(ReadOnlySpan<char> part)
    {
        int seen = 0, middle = 0;
        for (var at = 0; at < part.Length; at++)
        {
            if (!char.IsAsciiDigit(part[at]))
            {
                continue;
            }

            if (seen is 0 or One && part[at] is not ('7' or '8'))
            {
                return null;
            }

            middle = seen == One ? at : middle;
            seen++;
        }

        return seen == Two ? middle - (part[middle - 1] == '+' ? 1 : 0) : null;
    }
}
