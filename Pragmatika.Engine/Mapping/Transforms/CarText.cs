namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>VIN and plates with look-alike letters set right. Source: domain facts, "Homoglyphs".</summary>
internal static class CarText
{
    private const int VinLength = 17;
    private const string Cyrillic = "АВЕКМНОРСТУХ";
    private const string Latin = "ABEKMHOPCTYX";

    public static Made Vin(string text)
    {
        Span<char> vin = stackalloc char[VinLength];
        var length = 0;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || character == '-')
            {
                continue;
            }

            var letter = Replace(char.ToUpperInvariant(character), Cyrillic, Latin);
            if (length == VinLength || !(char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter)) || letter is 'I' or 'O' or 'Q')
            {
                return Troubles.NotVin(text);
            }

            vin[length++] = letter;
        }

        return length switch
        {
            0 => Value.None,
            VinLength => Value.Text(vin.ToString()),
            _ => Troubles.NotVin(text),
        };
    }

    /// <summary>Letters become Cyrillic, as on Russian plates; other letters than the twelve are refused.</summary>
    public static Made Plate(string text)
    {
        Span<char> plate = stackalloc char[12];
        var length = 0;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || character == '-')
            {
                continue;
            }

            var letter = Replace(char.ToUpperInvariant(character), Latin, Cyrillic);
            if (length == plate.Length || !(char.IsAsciiDigit(letter) || Cyrillic.Contains(letter, StringComparison.Ordinal)))
            {
                return Troubles.NotPlate(text);
            }

            plate[length++] = letter;
        }

        return length == 0 ? Value.None : Value.Text(plate[..length].ToString());
    }

    private static char Replace(char letter, string from, string to) => from.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? to[at] : letter;
}
