using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Checked work for <see cref="ISqlConnector.WriteBackAsync"/>: the values already fit their columns, every key stands once.</summary>
internal sealed record WriteBack
{
    /// <summary>Quoted.</summary>
    public required string Table { get; init; }

    public required IReadOnlyList<Column> Key { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Key values, then column values.</summary>
    public required IReadOnlyList<object?[]> Rows { get; init; }

    public Column? Status { get; init; }

    /// <summary>The value <see cref="Status"/> must have, in the column's own kind.</summary>
    public object? OnlyWhere { get; init; }

    /// <summary>A text key may be stored with trailing spaces that its canonical form lacks.</summary>
    public bool MayBePadded => Key.Any(column => column.Kind == ColumnKind.Text);

    /// <summary>Of several updates of one key the last wins; a key that no row can have is left out.</summary>
    public static WriteBack Of(
        ISqlDialect dialect,
        SqlTable table,
        IReadOnlyList<string> key,
        IReadOnlyList<string> columns,
        IReadOnlyList<RowUpdate> updates,
        IReadOnlySet<string> mayCut,
        StatusFilter? onlyWhere,
        Formats formats)
    {
        var found = new TableColumns(dialect, table);
        Column[] keys = [.. key.Select(found.Find)];
        Column[] set = [.. columns.Select(found.Find)];
        bool[] cut = [.. columns.Select(name => mayCut.Contains(name, StringComparer.OrdinalIgnoreCase))];
        var status = onlyWhere is null ? null : found.Find(onlyWhere.Column);
        var rows = new Dictionary<string, object?[]>(updates.Count, StringComparer.Ordinal);
        foreach (var update in updates)
        {
            if (KeyText.Parse(update.Key, keys, dialect.Engine, formats.GuidBytes) is { } values)
            {
                rows[update.Key] = [.. values, .. set.Select((column, index) => CellValue.Fit(update.Values[index], column, formats, cut[index]))];
            }
        }

        return new()
        {
            Table = dialect.QuoteTable(table.Name),
            Key = keys,
            Columns = set,
            // One order for everybody: two write-backs cannot wait for each other's rows crosswise.
            Rows = [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value)],
            Status = status,
            OnlyWhere = status is null ? null : CellValue.Status(onlyWhere!.Value, status, formats),
        };
    }
}
