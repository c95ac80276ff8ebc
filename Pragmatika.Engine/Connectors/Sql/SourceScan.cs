using System.Data.Common;
using System.Globalization;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>One pass over a table on one connection: every page is the same prepared statement with the position of the last row.</summary>
internal sealed class SourceScan : IAsyncDisposable
{
    private const int KeysPerPage = 500;

    private readonly DbConnection _connection;
    private readonly ReadPlan _plan;
    private readonly ScanRange _range;
    private readonly RowReader _rows;
    private DbCommand? _next;
    private object[]? _last;
    private int _keysRead;
    private bool _ended;

    private SourceScan(DbConnection connection, ReadPlan plan, ScanRange range)
    {
        _connection = connection;
        _plan = plan;
        _range = range;
        _rows = new(plan);
    }

    /// <summary>Takes over the connection, which is open.</summary>
    public static async Task<SourceScan> OpenAsync(DbConnection connection, ReadPlan plan, CancellationToken cancellationToken)
    {
        await RefuseNullsAsync(connection, plan, cancellationToken);
        return new(connection, plan, await ScanRange.FindAsync(plan, connection, cancellationToken));
    }

    /// <summary>The next page, or null after the last one. A page is never empty.</summary>
    public async Task<SourcePage?> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _plan.Read.OnlyKeys is { } keys
            ? await NextKeysAsync(keys, cancellationToken)
            : _ended ? null : await NextRowsAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_next is not null)
        {
            await _next.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    public static async Task<long> CountAsync(DbConnection connection, ReadPlan plan, CancellationToken cancellationToken)
    {
        var range = await ScanRange.FindAsync(plan, connection, cancellationToken);
        var total = 0L;
        foreach (var chunk in plan.Read.OnlyKeys is { } keys ? Values(plan, keys).Chunk(KeysPerPage) : [[]])
        {
            var start = plan.Read.OnlyKeys is null ? range.Start : PageStart.Keys;
            await using var command = Command(connection, plan, PageSql.Count(plan, start, range.Upper, chunk.Length), range);
            BindKeys(command, plan, chunk);
            BindFrom(command, plan, start == PageStart.Keys ? [] : range.From);
            total += Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }

        return total;
    }

    private async Task<SourcePage?> NextRowsAsync(CancellationToken cancellationToken)
    {
        var command = _last is null ? First() : Next(_last);
        var rows = await _rows.ReadAsync(command, _plan.Read.PageRows, cancellationToken);
        _ended = !_rows.MoreFollow;
        if (_last is null)
        {
            await command.DisposeAsync();
        }

        if (rows.Count == 0)
        {
            return null;
        }

        _last = [.. _plan.Ordered.Select(column => rows[^1].Values[_plan.Shape.OrdinalOf(column.Name)]!)];
        return new(_plan.Shape, rows, Position(rows[^1]));
    }

    private async Task<SourcePage?> NextKeysAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        while (_keysRead < keys.Count)
        {
            string[] chunk = [.. keys.Skip(_keysRead).Take(KeysPerPage)];
            _keysRead += KeysPerPage;
            var rows = await FindAsync(chunk, PageStart.Keys, cancellationToken);
            if (_plan.Searched.Any(column => column.Kind == ColumnKind.Text))
            {
                string[] missing = [.. chunk.Except(rows.Select(row => KeyText.Of(row.Values, _plan.SearchedOrdinals, _plan.Formats.GuidBytes)), StringComparer.Ordinal)];
                rows = [.. rows, .. await FindAsync(missing, PageStart.PaddedKeys, cancellationToken)];
            }

            if (rows.Count > 0)
            {
                return new(_plan.Shape, rows, _plan.Read.After ?? "");
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<SourceRow>> FindAsync(string[] keys, PageStart start, CancellationToken cancellationToken)
    {
        var values = Values(_plan, keys).ToArray();
        if (values.Length == 0)
        {
            return [];
        }

        await using var command = Command(_connection, _plan, PageSql.Page(_plan, start, UpperBound.None, values.Length), _range);
        BindKeys(command, _plan, values);
        return await _rows.ReadAsync(command, int.MaxValue, cancellationToken);
    }

    private DbCommand First()
    {
        var command = Command(_connection, _plan, PageSql.Page(_plan, _range.Start, _range.Upper), _range);
        BindFrom(command, _plan, _range.From);
        return command;
    }

    private DbCommand Next(object[] last)
    {
        if (_next is null)
        {
            _next = Command(_connection, _plan, PageSql.Page(_plan, PageStart.AfterRow, _range.Upper), _range);
            BindFrom(_next, _plan, last);
            _next.Prepare();
            return _next;
        }

        for (var index = 0; index < last.Length; index++)
        {
            _plan.Dialect.Rebind(_next, PageSql.Name('a', index), last[index]);
        }

        return _next;
    }

    /// <summary>Never before the position the scan was given: re-reading an overlap must not move the checkpoint back.</summary>
    private string Position(SourceRow last)
    {
        var isBehind = _range.Start == PageStart.FromCursor && _plan.Read.After is { } after
            && string.CompareOrdinal(last.Version, VersionText.Of(SourcePosition.Parse(after, hasCursor: true, _plan.Ordered.Count).Values[0])) < 0;
        return isBehind ? _plan.Read.After! : new SourcePosition(_plan.Cursor is not null, _last!).Print();
    }

    private static DbCommand Command(DbConnection connection, ReadPlan plan, string sql, ScanRange range)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 120;
        if (range.Bound is not null && plan.Read.OnlyKeys is null)
        {
            plan.Dialect.Bind(command, "@bound", plan.Cursor!, range.Bound);
        }

        if (plan.Status is { } status)
        {
            plan.Dialect.Bind(command, "@status", status, CellValue.Status(plan.Read.Status!.Value, status, plan.Formats));
        }

        return command;
    }

    private static void BindFrom(DbCommand command, ReadPlan plan, IReadOnlyList<object> from)
    {
        for (var index = 0; index < from.Count; index++)
        {
            plan.Dialect.Bind(command, PageSql.Name('a', index), plan.Ordered[index], from[index]);
        }
    }

    private static void BindKeys(DbCommand command, ReadPlan plan, object[][] keys)
    {
        for (var key = 0; key < keys.Length; key++)
        {
            for (var part = 0; part < plan.Searched.Count; part++)
            {
                plan.Dialect.Bind(command, PageSql.KeyName(key, part), plan.Searched[part], keys[key][part]);
            }
        }
    }

    private static IEnumerable<object[]> Values(ReadPlan plan, IEnumerable<string> keys) =>
        keys.Distinct(StringComparer.Ordinal)
            .Select(key => KeyText.Parse(key, plan.Searched, plan.Dialect.Engine, plan.Formats.GuidBytes))
            .OfType<object[]>();

    // A row without a key or a version would silently stay outside every page.
    private static async Task RefuseNullsAsync(DbConnection connection, ReadPlan plan, CancellationToken cancellationToken)
    {
        foreach (var column in plan.Ordered.Where(column => column.Description.IsNullable))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = PageSql.AnyNull(plan, column);
            if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) != 0)
            {
                throw new SqlSideException(SqlSideKind.Other, SqlTexts.EmptyOrder.With(plan.Table.Name, column.Name));
            }
        }
    }
}
