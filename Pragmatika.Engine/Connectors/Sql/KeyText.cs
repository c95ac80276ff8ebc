using System.Globalization;
using System.Text;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>
/// The canonical text of a row's key: numbers invariant, GUIDs in 36 lower-case characters, text without trailing spaces, several columns joined by "|"
/// (a "|" or "\" inside a text part is then preceded by "\").
/// </summary>
internal static class KeyText
{
    private const string TimePattern = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    public static string Of(object?[] values, int[] ordinals, GuidBytes guids)
    {
        if (ordinals.Length == 1)
        {
            return Part(values[ordinals[0]], guids);
        }

        var text = new StringBuilder();
        foreach (var ordinal in ordinals)
        {
            if (ordinal != ordinals[0])
            {
                text.Append('|');
            }

            text.Append(Escape(Part(values[ordinal], guids)));
        }

        return text.ToString();
    }

    /// <summary>The values by which the row can be found again; null when no row of this table can have such a key.</summary>
    public static object[]? Parse(string key, IReadOnlyList<Column> columns, SqlEngine engine, GuidBytes guids)
    {
        var parts = columns.Count == 1 ? [key] : Split(key);
        if (parts.Count != columns.Count)
        {
            return null;
        }

        var values = new object[parts.Count];
        for (var part = 0; part < parts.Count; part++)
        {
            if (Value(parts[part], columns[part].Kind, engine, guids) is not { } value)
            {
                return null;
            }

            values[part] = value;
        }

        return values;
    }

    private static string Part(object? value, GuidBytes guids) => value switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => text.TrimEnd(' '),
        Guid guid => guid.ToString("D"),
        byte[] { Length: 16 } bytes when GuidText.IsBinary(guids) => GuidText.Read(bytes, guids).ToString("D"),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        decimal number => Mapping.Value.Number(number).ToString(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        DateTime time => time.ToString(TimePattern, CultureInfo.InvariantCulture),
        null => "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static object? Value(string part, ColumnKind kind, SqlEngine engine, GuidBytes guids)
    {
        if (kind == ColumnKind.Binary || kind == ColumnKind.RowVersion)
        {
            return Bytes(part, guids);
        }

        if (engine == SqlEngine.Sqlite)
        {
            // The column's affinity turns the text into what the column holds.
            return kind == ColumnKind.Integer && long.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : part;
        }

        return kind switch
        {
            ColumnKind.Integer or ColumnKind.TransactionId => long.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : null,
            ColumnKind.Decimal => decimal.TryParse(part, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
            ColumnKind.Float => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            ColumnKind.Flag => part == "1",
            ColumnKind.Guid => Guid.TryParse(part, out var guid) ? guid : null,
            ColumnKind.Moment or ColumnKind.Day => Time(part, DateTimeStyles.None),
            ColumnKind.Instant => Time(part, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            _ => part,
        };
    }

    private static DateTime? Time(string part, DateTimeStyles styles) =>
        DateTime.TryParseExact(part, TimePattern, CultureInfo.InvariantCulture, styles, out var time) ? time : null;

    private static byte[]? Bytes(string part, GuidBytes guids)
    {
        if (GuidText.IsBinary(guids) && Guid.TryParseExact(part, "D", out var guid))
        {
            return GuidText.Write(guid, guids);
        }

        var bytes = new byte[part.Length / 2];
        return Convert.FromHexString(part, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    private static string Escape(string part) => part.AsSpan().ContainsAny('|', '\\')
        ? part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        : part;

    private static List<string> Split(string key)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var index = 0; index < key.Length; index++)
        {
            if (key[index] == '|')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                index += key[index] == '\\' && index + 1 < key.Length ? 1 : 0;
                part.Append(key[index]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
