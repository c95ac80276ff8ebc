using System.Globalization;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Makes a value fit the column it is to be written into, by the column's kind and the connection's formats.</summary>
internal static class CellValue
{
    /// <summary>Throws <see cref="SqlSideKind.ValueDoesNotFit"/> naming the column, never the value.</summary>
    public static object? Fit(object? value, Column column, Formats formats, bool mayCut)
    {
        try
        {
            return value is null or DBNull ? null : Of(value, column, formats, mayCut);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException)
        {
            throw new SqlSideException(SqlSideKind.ValueDoesNotFit, SqlTexts.WrongType.With(column.Name, column.Description.DatabaseType), exception);
        }
    }

    /// <summary>A status as its column keeps it: a number, or its digits where the column is a text.</summary>
    public static object Status(int status, Column column, Formats formats) => Fit((long)status, column, formats, mayCut: false)!;

    private static object Of(object value, Column column, Formats formats, bool mayCut) => column.Kind switch
    {
        ColumnKind.Integer or ColumnKind.TransactionId => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ColumnKind.Decimal => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        ColumnKind.Float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        ColumnKind.Flag => value is string text ? text == "1" || bool.Parse(text) : Convert.ToBoolean(value, CultureInfo.InvariantCulture),
        ColumnKind.Day or ColumnKind.Moment => Local(value, formats),
        ColumnKind.Instant => Utc(value, formats),
        ColumnKind.Guid => value as Guid? ?? Guid.Parse(Text(value)),
        ColumnKind.Binary => Bytes(value, column, formats),
        _ => Cut(Text(value), column, mayCut),
    };

    private static DateTime Local(object value, Formats formats)
    {
        DateTime? utc = value switch
        {
            DateTimeOffset moment => moment.UtcDateTime,
            DateTime { Kind: DateTimeKind.Utc } time => time,
            _ => null,
        };
        return utc is { } instant
            ? TimeZoneInfo.ConvertTimeFromUtc(instant, TimeZoneInfo.FindSystemTimeZoneById(formats.TimeZone)).AddYears(formats.YearOffset)
            : DateTime.SpecifyKind(Convert.ToDateTime(value, CultureInfo.InvariantCulture), DateTimeKind.Unspecified);
    }

    private static DateTime Utc(object value, Formats formats) => value switch
    {
        DateTimeOffset moment => moment.UtcDateTime,
        DateTime { Kind: DateTimeKind.Utc } time => time,
        _ => TimeZoneInfo.ConvertTimeToUtc(
            DateTime.SpecifyKind(Convert.ToDateTime(value, CultureInfo.InvariantCulture), DateTimeKind.Unspecified),
            TimeZoneInfo.FindSystemTimeZoneById(formats.TimeZone)),
    };

    private static byte[] Bytes(object value, Column column, Formats formats)
    {
        var bytes = value switch
        {
            byte[] raw => raw,
            Guid guid => GuidText.Write(guid, formats.GuidBytes),
            string text when Guid.TryParse(text, out var guid) => GuidText.Write(guid, formats.GuidBytes),
            string text => Convert.FromHexString(text),
            _ => throw new InvalidCastException(),
        };
        return column.Description.MaxLength is { } most && bytes.Length > most ? throw TooLong(column, bytes.Length, most) : bytes;
    }

    private static string Text(object value) => value switch
    {
        Guid guid => guid.ToString("D"),
        bool flag => flag ? "1" : "0",
        DateTime time => SqliteTime.Print(time),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Cut(string text, Column column, bool mayCut)
    {
        if (column.Description.MaxLength is not { } most || text.Length <= most)
        {
            return text;
        }

        if (!mayCut)
        {
            throw TooLong(column, text.Length, most);
        }

        // Half a surrogate pair is not text.
        var end = most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end];
    }

    private static SqlSideException TooLong(Column column, int length, int most) =>
        new(SqlSideKind.ValueDoesNotFit, SqlTexts.TooLong.With(column.Name, length, most));
}
