using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>A <see cref="SqlRead"/> whose names have been found in the table.</summary>
internal sealed class ReadPlan
{
    public ReadPlan(ISqlDialect dialect, SqlTable table, SqlRead read, Formats formats)
    {
        Dialect = dialect;
        Table = table;
        Read = read;
        Formats = formats;
        var columns = new TableColumns(dialect, table);
        Key = [.. read.Key.Select(columns.Find)];
        Cursor = read.CursorColumn is { } cursor ? columns.Find(cursor) : null;
        Status = read.Status is { } status ? columns.Find(status.Column) : null;
        var selected = read.Columns?.Select(columns.Find) ?? columns.All;
        Searched = read.OnlyKeysOf is { } searched ? [.. searched.Select(columns.Find)] : Key;
        Columns = [.. selected.Concat(Key).Concat(Searched).Concat(Cursor is null ? [] : [Cursor]).DistinctBy(column => column.Name)];
        Shape = new([.. Columns.Select(column => column.Name)]);
        KeyOrdinals = [.. Key.Select(column => Shape.OrdinalOf(column.Name))];
        SearchedOrdinals = [.. Searched.Select(column => Shape.OrdinalOf(column.Name))];
        CursorOrdinal = Cursor is null ? -1 : Shape.OrdinalOf(Cursor.Name);
        Ordered = Cursor is null || read.OnlyKeys is not null ? Key : [Cursor, .. Key];
    }

    public ISqlDialect Dialect { get; }

    public SqlTable Table { get; }

    public SqlRead Read { get; }

    public Formats Formats { get; }

    public IReadOnlyList<Column> Columns { get; }

    public IReadOnlyList<Column> Key { get; }

    /// <summary>The columns that <see cref="SqlRead.OnlyKeys"/> are compared with.</summary>
    public IReadOnlyList<Column> Searched { get; }

    public int[] SearchedOrdinals { get; }

    public Column? Cursor { get; }

    public Column? Status { get; }

    public RowShape Shape { get; }

    public int[] KeyOrdinals { get; }

    /// <summary>-1 without a cursor column.</summary>
    public int CursorOrdinal { get; }

    /// <summary>The columns of the order: (cursor, key) or key.</summary>
    public IReadOnlyList<Column> Ordered { get; }

    public string QuotedTable => Dialect.QuoteTable(Table.Name);
}
