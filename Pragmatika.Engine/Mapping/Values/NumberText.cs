using System.Globalization;

namespace Pragmatika.Engine.Mapping.Values;

/// <summary>Numbers written as text: digits, one sign, groups by any space or apostrophe, and only the given decimal separator.</summary>
public static class NumberText
{
    /// <summary>Enough for any number that <see cref="Write"/> writes: a sign, a point, 29 digits.</summary>
    public const int MostChars = 32;

    private const int LongestNumber = 64;

    /// <summary>False for anything else, so that <c>1,234</c> is never guessed to be a thousand.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, ReadOnlySpan<char> separator, out decimal number)
    {
        number = 0;
        Span<char> plain = stackalloc char[LongestNumber];
        var length = 0;
        var digits = 0;
        var point = false;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (IsGroup(character))
            {
                continue;
            }

            if (length == LongestNumber)
            {
                return false;
            }

            if (char.IsAsciiDigit(character))
            {
                plain[length++] = character;
                digits++;
            }
            else if (!point && separator.Length > 0 && text[index..].StartsWith(separator))
            {
                plain[length++] = '.';
                point = true;
                index += separator.Length - 1;
            }
            else if (length == 0 && character is '-' or '+' or '\u2212')
            {
                plain[length++] = character == '+' ? '+' : '-';
            }
            else
            {
                return false;
            }
        }

        return digits > 0 && decimal.TryParse(
            plain[..length], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Writes the shortest text of a number (<c>1000.5</c>, never <c>1000.50</c>) and returns its length; <paramref name="text"/> holds <see cref="MostChars"/>.</summary>
    public static int Write(decimal number, Span<char> text)
    {
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        if (number.Scale == 0)
        {
            return length;
        }

        while (text[length - 1] == '0')
        {
            length--;
        }

        length -= text[length - 1] == '.' ? 1 : 0;
        if (length == 2 && text[..2] is "-0")
        {
            text[0] = '0';
            return 1;
        }

        return length;
    }

    private static bool IsGroup(char character) => char.IsWhiteSpace(character) || character is '\'' or '\u2019';
}
