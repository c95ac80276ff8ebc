using System.Buffers;

namespace Pragmatika.Engine.Privacy;

/// <summary>
/// From a text to the digits somebody meant: prefixes (8, 8-10, 00), city hints, extensions, letters that look like digits. Says nothing about whether such a number exists, except that placeholders
/// (the same digit nine times) and lengths that no number has are none: the library takes <c>8 999 999-99-99</c> for a number.
/// </summary>
internal static class PhoneReading
{
    private const int Longest = 20;
    private static readonly SearchValues<char> NumberMarks = SearchValues.Create("0123456789+-() \u00A0.");

    /// <summary>Null when the text holds no number.</summary>
    public static PhoneDigits? Read(string? text, string? cityCode)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Most numbers carry no letters; looking for words in them is the dearest part of reading one.
        var isPlain = !text.AsSpan().ContainsAnyExcept(NumberMarks);
        var (body, extension) = isPlain ? (text, null) : PhoneExtension.Cut(Homoglyphs.ToDigits(text));
        Span<char> buffer = stackalloc char[Longest + 1];
        var count = Digits(body, buffer);
        if (count is 0 or > Longest)
        {
            return null;
        }

        var isInternational = body.AsSpan().TrimStart().StartsWith('+') || (!isPlain && body.Contains("tel:+", StringComparison.OrdinalIgnoreCase));
        if (count > 12 && extension is null && buffer[0] is '7' or '8' && !buffer.StartsWith("810") && PhoneExtension.Behind(body, 11) is { } tail)
        {
            (count, extension) = (11, tail);
        }

        return (isInternational ? International(buffer[..count]) : Dialled(buffer[..count], cityCode)) is { } e164 ? new PhoneDigits(e164, extension) : null;
    }

    private static string? Dialled(ReadOnlySpan<char> digits, string? cityCode) => digits switch
    {
        { Length: > 11 } when digits.StartsWith("810") => International(digits[3..]),
        { Length: > 10 } when digits.StartsWith("00") => International(digits[2..]),
        ['7' or '8', ..] when digits.Length == 11 => Seven(digits[1..]),
        { Length: 10 } => Seven(digits),
        { Length: > 11 } => International(digits),
        _ => Local(digits, cityCode),
    };

    private static string? Local(ReadOnlySpan<char> digits, string? cityCode) =>
        cityCode is null || digits.Length is < 5 or > 7 || cityCode.Length + digits.Length != 10 ? null : Seven(string.Concat(cityCode, digits));

    private static string? International(ReadOnlySpan<char> digits)
    {
        if (digits is ['7', ..])
        {
            return digits.Length == 11 ? Seven(digits[1..]) : null;
        }

        return digits.Length is >= 8 and <= 15 && digits[0] != '0' ? string.Concat("+", digits) : null;
    }

    private static string? Seven(ReadOnlySpan<char> ten) =>
        ten[0] is '3' or '4' or '6' or '7' or '8' or '9' && ten[1..].ContainsAnyExcept(ten[1]) ? string.Concat("+7", ten) : null;

    private static int Digits(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var count = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                if (count == buffer.Length)
                {
                    break;
                }

                buffer[count++] = character;
            }
        }

        return count;
    }
}

/// <summary>What was read: a number in E.164's form, and the extension written behind it.</summary>
internal readonly record struct PhoneDigits(string E164, string? Extension);
