namespace Pragmatika.Engine.Mapping.Values;

/// <summary>
/// Raw provider values to canonical values by one connection's formats: text loses its right padding, numbers become decimals, dates lose the year offset,
/// GUIDs become lower-case text, one byte is a flag. The empty GUID of 1C is None. Never throws.
/// </summary>
public sealed class ValueReader(Formats formats)
{
    public Formats Formats { get; } = formats;

    public DateText Dates { get; } = new(formats);

    public FlagText Flags { get; } = new(formats.TrueWords, formats.FalseWords);

    public Made Read(object? raw) => raw switch
    {
        null or DBNull => Value.None,
        string text => Value.Text(text.TrimEnd()),
        long number => Value.Number(number),
        int number => Value.Number(number),
        decimal number => Value.Number(number),
        double number => FromDouble(number),
        bool flag => Value.Flag(flag),
        DateTime moment => Dates.FromColumn(moment),
        Guid guid => FromGuid(guid),
        byte[] bytes => FromBytes(bytes),
        _ => ReadRare(raw),
    };

    private Made ReadRare(object raw) => raw switch
    {
        short number => Value.Number(number),
        byte number => Value.Number(number),
        float number => FromDouble(number),
        sbyte or ushort or uint or ulong => Value.Number(Convert.ToDecimal(raw, System.Globalization.CultureInfo.InvariantCulture)),
        DateOnly day => Dates.FromColumn(day.ToDateTime(TimeOnly.MinValue)),
        DateTimeOffset moment => moment.Year <= 1 ? Value.None : Value.Moment(moment),
        IFormattable other => Value.Text(other.ToString(null, System.Globalization.CultureInfo.InvariantCulture)),
        _ => Value.Text(raw.ToString()),
    };

    private static Made FromDouble(double number) =>
        double.IsFinite(number) && Math.Abs(number) < 7.9e28 ? Value.Number((decimal)number) : Troubles.NumberTooLarge();

    private static Value FromGuid(Guid guid) => guid == Guid.Empty ? Value.None : Value.Text(guid.ToString());

    private Value FromBytes(byte[] bytes) => bytes.Length switch
    {
        0 => Value.None,
        1 => Value.Flag(bytes[0] != 0),
        16 when GuidText.TryRead(bytes, Formats.GuidBytes, out var guid) => FromGuid(guid),
        _ => Value.Text(Convert.ToHexStringLower(bytes)),
    };
}
