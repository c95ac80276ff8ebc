namespace Pragmatika.Engine.Mapping;

/// <summary>How 1C stores a GUID in a binary column: see domain facts, "GUID byte order".</summary>
public enum GuidBytes
{
    /// <summary>36 characters, any case, braces tolerated.</summary>
    Text,

    /// <summary>32 hexadecimal digits.</summary>
    Hex32,

    /// <summary>16 bytes in the order of 1C: g4 g5 g3 g2 g1, each group big-endian.</summary>
    Binary1C,

    /// <summary>16 bytes in the order of <see cref="Guid.ToByteArray()"/>.</summary>
    BinaryNet,
}

/// <summary>How one SQL connection writes values as text and bytes. Parsing and printing both obey it.</summary>
public sealed record Formats
{
    /// <summary>.NET patterns tried in order when a text must become a day or a moment.</summary>
    public IReadOnlyList<string> DatePatterns { get; init; } =
        ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "dd.MM.yyyy H:mm:ss", "dd.MM.yyyy", "d.M.yyyy", "yyyyMMddHHmmss"];

    /// <summary>IANA zone of times that carry no offset.</summary>
    public string TimeZone { get; init; } = "Europe/Moscow";

    /// <summary>Years that 1C adds to dates in MS SQL: 0 or 2000. After subtracting it a year of 1 or less is no value.</summary>
    public int YearOffset { get; init; }

    /// <summary>Further dates that mean "empty" besides year 1, as yyyy-MM-dd, before the offset is subtracted.</summary>
    public IReadOnlyList<string> EmptyDates { get; init; } = ["1753-01-01", "1900-01-01"];

    /// <summary>The only decimal separator accepted in text numbers; spaces, no-break spaces and apostrophes always group.</summary>
    public string DecimalSeparator { get; init; } = ",";

    public string ListSeparator { get; init; } = ";";

    public IReadOnlyList<string> TrueWords { get; init; } = ["Да", "Истина", "true", "1", "+", "Y", "yes"];

    public IReadOnlyList<string> FalseWords { get; init; } = ["Нет", "Ложь", "false", "0", "-", "N", "no"];

    public GuidBytes GuidBytes { get; init; } = GuidBytes.Text;

    /// <summary>Three-letter currency of sums that name none.</summary>
    public string Currency { get; init; } = "RUB";
}
