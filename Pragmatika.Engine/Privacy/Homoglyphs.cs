namespace Pragmatika.Engine.Privacy;

/// <summary>Letters typed or scanned in the place of digits: О for 0, З for 3, l and I for 1. Only between digits; a letter of a word stays.</summary>
internal static class Homoglyphs
{
    public static string ToDigits(string text)
    {
        char[]? changed = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (Digit(text[at]) is { } digit && IsAmongDigits(changed ?? text.AsSpan(), at))
            {
                changed ??= text.ToCharArray();
                changed[at] = digit;
            }
        }

        return changed is null ? text : new string(changed);
    }

    private static char? Digit(char letter) => letter switch
    {
        'О' or 'о' or 'O' or 'o' => '0',
        'З' or 'з' => '3',
        'l' or 'I' => '1',
        _ => null,
    };

    /// <summary>A digit, or another such letter, on one side; no other letter on either.</summary>
    private static bool IsAmongDigits(ReadOnlySpan<char> text, int at)
    {
        var before = at > 0 ? text[at - 1] : ' ';
        var after = at + 1 < text.Length ? text[at + 1] : ' ';
        return (char.IsAsciiDigit(before) || char.IsAsciiDigit(after)) && (!char.IsLetter(before) || Digit(before) is not null) && (!char.IsLetter(after) || Digit(after) is not null);
    }
}
