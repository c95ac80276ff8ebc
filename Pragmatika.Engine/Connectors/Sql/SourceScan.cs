using System.Data.Common;
using System.Globalization;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>One pass over a table on one connection: every page is the same prepared statement with the position of the last row.</summary>
internal sealed class SourceScan : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly ReadPlan _plan;
    private readonly ScanRange _range;
    private readonly RowReader _rows;
    private DbCommand? _next;
    private object[]? _last;
    private IAsyncEnumerator<IReadOnlyList<SourceRow>>? _byKeys;
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
        using var span = EngineTelemetry.Stage("sql.page");
        var page = _plan.Read.OnlyKeys is { } keys
            ? await NextKeysAsync(keys, cancellationToken)
            : _ended ? null : await NextRowsAsync(cancellationToken);
        span?.SetTag("rows", page?.Rows.Count ?? 0);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_byKeys is not null)
        {
            await _byKeys.DisposeAsync();
        }

        if (_next is not null)
        {
            await _next.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    public static async Task<long> CountAsync(DbConnection connection, ReadPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Read.OnlyKeys is { } keys)
        {
            return await new KeyLookup(connection, transaction: null, plan, locks: false).CountAsync(keys, cancellationToken);
        }

        var range = await ScanRange.FindAsync(plan, connection, cancellationToken);
        await using var command = Command(connection, plan, PageSql.Count(plan, range.Start, range.Upper, keys: 0), range);
        BindFrom(command, plan, range.From);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
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
        _byKeys ??= new KeyLookup(_connection, transaction: null, _plan, locks: false).ReadAsync(keys, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await _byKeys.MoveNextAsync())
        {
            if (_byKeys.Current.Count > 0)
            {
                return new(_plan.Shape, _byKeys.Current, _plan.Read.After ?? "");
            }
        }

        return null;
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
        if (range.Bound is not null)
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
