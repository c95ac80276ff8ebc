using System.Globalization;
using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>
/// Where a scan stands: after the row with these values of the cursor column (if any) and the key columns. The text form keeps every value exactly,
/// with its type, and means nothing to others.
/// </summary>
internal sealed record SourcePosition(bool HasCursor, IReadOnlyList<object> Values)
{
    public string Print()
    {
        var parts = new List<string>(Values.Count + 1) { HasCursor ? "c" : "k" };
        parts.AddRange(Values.Select(Print));
        return JsonSerializer.Serialize(parts);
    }

    /// <summary>Throws <see cref="SqlSideException"/> when the text is not one of ours or belongs to another order of reading.</summary>
    public static SourcePosition Parse(string text, bool hasCursor, int values)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<List<string>>(text);
            if (parts is not null && parts.Count == values + 1 && parts[0] == (hasCursor ? "c" : "k"))
            {
                return new(hasCursor, [.. parts.Skip(1).Select(ParseValue)]);
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or ArgumentException)
        {
            // Told below, in the words of the operator.
        }

        throw new SqlSideException(SqlSideKind.Other, SqlTexts.BadPosition.With());
    }

    private static string Print(object value) => value switch
    {
        long number => "i" + number.ToString(CultureInfo.InvariantCulture),
        decimal number => "d" + number.ToString(CultureInfo.InvariantCulture),
        double number => "f" + number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "y1" : "y0",
        string text => "s" + text,
        Guid guid => "g" + guid.ToString("D"),
        byte[] bytes => "b" + Convert.ToHexString(bytes),
        DateTime time => (time.Kind == DateTimeKind.Utc ? "u" : "t") + time.Ticks.ToString(CultureInfo.InvariantCulture),
        _ => throw new SqlSideException(SqlSideKind.Other, SqlTexts.BadKeyType.With(value.GetType().Name)),
    };

    private static object ParseValue(string part)
    {
        var text = part[1..];
        return part[0] switch
        {
            'i' => long.Parse(text, CultureInfo.InvariantCulture),
            'd' => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
            'f' => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            'y' => text == "1",
            's' => text,
            'g' => Guid.ParseExact(text, "D"),
            'b' => Convert.FromHexString(text),
            'u' => new DateTime(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc),
            't' => new DateTime(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Unspecified),
            _ => throw new FormatException(),
        };
    }
}
