using Pragmatika.Engine.Connectors.Sql.Dialects;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>The columns of one table, found by name without case.</summary>
internal sealed class TableColumns
{
    private readonly SqlTable _table;
    private readonly Dictionary<string, Column> _byName = new(StringComparer.OrdinalIgnoreCase);

    public TableColumns(ISqlDialect dialect, SqlTable table)
    {
        _table = table;
        All = [.. table.Columns.Select(column => new Column(column, dialect.KindOf(column), dialect.Quote(column.Name)))];
        foreach (var column in All)
        {
            _byName[column.Name] = column;
        }
    }

    public IReadOnlyList<Column> All { get; }

    /// <summary>Throws <see cref="SqlSideKind.ColumnMissing"/> with the column's name.</summary>
    public Column Find(string name) => _byName.TryGetValue(name, out var column)
        ? column
        : throw new SqlSideException(SqlSideKind.ColumnMissing, SqlTexts.NoColumn.With(_table.Name, name));
}
