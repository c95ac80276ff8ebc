using System.Globalization;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Reads the free-form column types of SQLite.</summary>
internal static class SqliteTypes
{
    private static readonly (string Part, ColumnKind Kind)[] Parts =
    [
        ("INT", ColumnKind.Integer),
        ("CHAR", ColumnKind.Text),
        ("TEXT", ColumnKind.Text),
        ("CLOB", ColumnKind.Text),
        ("BLOB", ColumnKind.Binary),
        ("BINARY", ColumnKind.Binary),
        ("DATE", ColumnKind.Moment),
        ("TIME", ColumnKind.Moment),
        ("BOOL", ColumnKind.Flag),
        ("BIT", ColumnKind.Flag),
        ("REAL", ColumnKind.Float),
        ("FLOA", ColumnKind.Float),
        ("DOUB", ColumnKind.Float),
        ("NUM", ColumnKind.Decimal),
        ("DEC", ColumnKind.Decimal),
        ("GUID", ColumnKind.Text),
        ("UNIQUEIDENTIFIER", ColumnKind.Text),
    ];

    public static ColumnKind Kind(string type)
    {
        foreach (var (part, kind) in Parts)
        {
            if (type.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return ColumnKind.Other;
    }

    /// <summary>The length a text or binary type declares. SQLite itself does not hold anyone to it; the other users of the table may.</summary>
    public static int? Length(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var close = type.IndexOf(')', StringComparison.Ordinal);
        return open > 0 && close > open && (Kind(type) is ColumnKind.Text or ColumnKind.Binary)
            && int.TryParse(type.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
    }
}
