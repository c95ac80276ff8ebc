using System.Data.Common;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Turns a result set into rows through a filler made once per scan, and refuses a key that comes twice in a row.</summary>
internal sealed class RowReader(ReadPlan plan)
{
    private readonly IRowFiller _filler = plan.Dialect.Filler(plan.Columns);
    private readonly StringComparison _keys =
        plan.Dialect.Engine == SqlEngine.SqlServer ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private object? _cursor;
    private string? _version;

    /// <summary>Whether the last result held more rows than asked for.</summary>
    public bool MoreFollow { get; private set; }

    public async Task<IReadOnlyList<SourceRow>> ReadAsync(DbCommand command, int rows, CancellationToken cancellationToken)
    {
        var page = new List<SourceRow>(Math.Min(rows, 10_000));
        MoreFollow = false;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (plan.Dialect.ReadsInline ? reader.Read() : await reader.ReadAsync(cancellationToken))
        {
            var row = Read(reader);
            if (page.Count > 0 && string.Equals(row.Key, page[^1].Key, _keys))
            {
                throw Repeated();
            }

            if (page.Count == rows)
            {
                MoreFollow = true;
                break;
            }

            page.Add(row);
        }

        return page;
    }

    private SourceRow Read(DbDataReader reader)
    {
        var values = new object?[plan.Columns.Count];
        _filler.Fill(reader, values);
        var version = plan.CursorOrdinal < 0 ? null : Version(values[plan.CursorOrdinal]);
        return new(KeyText.Of(values, plan.KeyOrdinals, plan.Formats.GuidBytes), version, values, plan.Shape);
    }

    // A bulk load leaves one version on a million rows: they share one text.
    private string? Version(object? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        if (_version is null || !cursor.Equals(_cursor))
        {
            _cursor = cursor;
            _version = VersionText.Of(cursor);
        }

        return _version;
    }

    private SqlSideException Repeated() => new(
        SqlSideKind.DuplicateKey,
        SqlTexts.RepeatedKey.With(plan.Table.Name, string.Join(", ", plan.Key.Select(column => column.Name))));
}
