using System.Buffers;

namespace Pragmatika.Engine.Privacy;

/// <summary>Reads phone numbers as people and 1C write them. Rules and vectors: domain facts, "Phones".</summary>
public static class PhoneNumbers
{
    private static readonly string[] ExtensionWords = ["доб", "вн", "ext"];
    private static readonly char[] Separators = [',', ';', '/', '\n'];
    private static readonly SearchValues<char> NumberMarks = SearchValues.Create("0123456789+-() \u00A0.");

    /// <summary>Several numbers of one field, split by comma, semicolon and slash; empty parts are left out.</summary>
    public static IEnumerable<string> Split(string text) =>
        text.AsSpan().IndexOfAny(Separators) < 0
        ? [text]
        : text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// One number, or null when the text holds none that could be dialled. <paramref name="cityCode"/> (for example <c>8152</c>) completes a local number.
    /// </summary>
    public static PhoneNumber? Parse(string? text, string? cityCode = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var (body, extension) = CutExtension(text);
        Span<char> buffer = stackalloc char[24];
        var international = body.TrimStart().StartsWith('+') || body.Contains("tel:+", StringComparison.OrdinalIgnoreCase);
        var count = Digits(body, buffer);
        if (count is 0 or > 20)
        {
            return null;
        }

        ReadOnlySpan<char> digits = buffer[..count];
        return international ? International(digits, extension) : Dialled(digits, extension, cityCode);
    }

    private static PhoneNumber? Dialled(ReadOnlySpan<char> digits, string? extension, string? cityCode)
    {
        if (digits.Length > 11 && digits.StartsWith("810"))
        {
            return International(digits[3..], extension);
        }

        if (digits.Length > 10 && digits.StartsWith("00"))
        {
            return International(digits[2..], extension);
        }

        if (digits.Length == 11 && digits[0] is '7' or '8')
        {
            return Russian(digits[1..], extension);
        }

        return digits.Length switch
        {
            10 => Russian(digits, extension),
            > 11 => International(digits, extension),
            _ => Local(digits, extension, cityCode),
        };
    }

    private static PhoneNumber? Local(ReadOnlySpan<char> digits, string? extension, string? cityCode)
    {
        if (cityCode is null || digits.Length is < 5 or > 7 || cityCode.Length + digits.Length != 10)
        {
            return null;
        }

        return Russian(string.Concat(cityCode, digits), extension);
    }

    private static PhoneNumber? International(ReadOnlySpan<char> digits, string? extension)
    {
        if (digits.Length == 0)
        {
            return null;
        }

        if (digits[0] == '7')
        {
            return digits.Length == 11 ? Russian(digits[1..], extension) : null;
        }

        return digits.Length is >= 8 and <= 15 && digits[0] != '0'
            ? new PhoneNumber(string.Concat("+", digits), extension, PhoneKind.Foreign)
            : null;
    }

    private static PhoneNumber? Russian(ReadOnlySpan<char> ten, string? extension)
    {
        PhoneKind? kind = ten[0] switch
        {
            '9' => PhoneKind.Mobile,
            '8' when ten.StartsWith("800") => PhoneKind.TollFree,
            '3' or '4' or '8' => PhoneKind.Fixed,
            '6' or '7' => PhoneKind.Kazakhstan,
            _ => null,
        };
        return kind is { } known && ten[1..].IndexOfAnyExcept(ten[1]) >= 0
            ? new PhoneNumber(string.Concat("+7", ten), extension, known)
            : null;
    }

    private static int Digits(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var count = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                continue;
            }

            if (count == buffer.Length)
            {
                return buffer.Length;
            }

            buffer[count++] = character;
        }

        return count;
    }

    private static (string Body, string? Extension) CutExtension(string text)
    {
        // Most numbers carry no letters; searching for words in them is the dearest part of reading one.
        if (!text.AsSpan().ContainsAnyExcept(NumberMarks))
        {
            return (text, null);
        }

        var at = text.IndexOf('#', StringComparison.Ordinal);
        foreach (var word in ExtensionWords)
        {
            at = at >= 0 ? at : text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        }

        if (at <= 0)
        {
            return (text, null);
        }

        var extension = string.Concat(text[at..].Where(char.IsAsciiDigit));
        return (text[..at], extension.Length is > 0 and <= 8 ? extension : null);
    }
}
