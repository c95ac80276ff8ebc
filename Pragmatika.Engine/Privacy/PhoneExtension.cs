namespace Pragmatika.Engine.Privacy;

/// <summary>The number inside the house, as it is written behind the number itself.</summary>
internal static class PhoneExtension
{
    private const int Longest = 8;

    /// <summary>Fewer digits before the word than this are no number that could have an extension: «Вн. тел. 55-12-34».</summary>
    private const int ShortestNumber = 5;

    /// <summary>Beginnings: доб, добавочный, доп, вн, внутр, ext, extension, int.</summary>
    private static readonly string[] Words = ["доб", "доп", "вн", "ext", "int", "#", "x", "х"];

    /// <summary>Takes an extension with its word off the end.</summary>
    public static (string Body, string? Extension) Cut(string text)
    {
        foreach (var word in Words)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && Digits(text.AsSpan(0, at)) >= ShortestNumber && StandsAlone(text, at, word))
            {
                var extension = string.Concat(text[at..].Where(char.IsAsciiDigit));
                return (text[..at], extension.Length is > 0 and <= Longest ? extension : null);
            }
        }

        return (text, null);
    }

    /// <summary>An extension without a word behind the first <paramref name="number"/> digits: <c>(105)</c>, <c>- 105</c>, <c>*12</c>. Digits behind a blank alone may be another number.</summary>
    public static string? Behind(ReadOnlySpan<char> text, int number)
    {
        var at = 0;
        for (var seen = 0; at < text.Length && seen < number; at++)
        {
            seen += char.IsAsciiDigit(text[at]) ? 1 : 0;
        }

        var rest = text[at..].Trim();
        var digits = rest.Trim("(-* )");
        return rest.Length > 0 && rest[0] is '(' or '-' or '*' && digits.Length is >= 2 and <= 6 && !digits.ContainsAnyExceptInRange('0', '9') ? digits.ToString() : null;
    }

    /// <summary>Whether a part of a field is an extension alone, split off its number by a comma.</summary>
    public static bool IsAlone(ReadOnlySpan<char> part)
    {
        var trimmed = part.TrimStart();
        foreach (var word in Words)
        {
            if (trimmed.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return Digits(part) is > 0 and <= Longest;
            }
        }

        return false;
    }

    /// <summary>A single letter means an extension only right before digits: «x105», not «Max».</summary>
    private static bool StandsAlone(string text, int at, string word) =>
        word is not ("x" or "х") || (!char.IsLetter(text[at - 1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]));

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var character in text)
        {
            count += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return count;
    }
}
