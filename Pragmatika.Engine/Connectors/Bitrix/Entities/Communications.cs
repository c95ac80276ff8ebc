using Pragmatika.Engine.Privacy;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Phones, e-mails, sites and messengers of a record: which field names mean them, and when two values mean the same.</summary>
internal static class Communications
{
    private const string DefaultSort = "WORK";
    private static readonly string[] Bases = ["phone", "email", "web", "im"];

    /// <summary>
    /// <c>phone</c>, <c>email</c>, <c>web</c>, <c>im</c>, or one of them with a sort: <c>phoneMobile</c>. Gives the typeId, and the valueType when the name carries one.
    /// </summary>
    public static bool TryParse(string field, out string typeId, out string? valueType)
    {
        (typeId, valueType) = (string.Empty, null);
        if (field.Length < 2 || field[0] is not ('p' or 'e' or 'w' or 'i'))
        {
            return false;
        }

        foreach (var name in Bases)
        {
            var rest = field.AsSpan(Math.Min(name.Length, field.Length));
            if (field.StartsWith(name, StringComparison.Ordinal) && (rest.IsEmpty || char.IsUpper(rest[0])))
            {
                typeId = name.ToUpperInvariant();
                valueType = rest.IsEmpty ? null : rest.ToString().ToUpperInvariant();
                return true;
            }
        }

        return false;
    }

    public static string SortOf(string? valueType) => valueType ?? DefaultSort;

    public static bool Same(string typeId, string left, string right) => string.Equals(Meaning(typeId, left), Meaning(typeId, right), StringComparison.Ordinal);

    /// <summary>E.164 of a phone without its extension, bare digits when it is no number one could dial; lower case of the rest.</summary>
    public static string Meaning(string typeId, string value) => typeId switch
    {
        "PHONE" => Phone(value),
        _ => value.Trim().TrimEnd('/').ToLowerInvariant(),
    };

    private static string Phone(string value)
    {
        if (PhoneNumbers.Parse(value) is { } number)
        {
            return number.E164;
        }

        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        return digits.Length == 0 ? value.Trim().ToLowerInvariant() : digits;
    }
}
