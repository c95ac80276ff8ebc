using System.Data.Common;
using System.Runtime.CompilerServices;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>The connector of every engine; what differs lives in the dialect. Each call opens a connection of the driver's pool and gives it back.</summary>
internal sealed class SqlConnector(ISqlDialect dialect, string connectionString, Formats formats) : ISqlConnector
{
    public SqlEngine Engine => dialect.Engine;

    public async Task<ConnectionCheck> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            var version = await ConnectedAsync(connection => dialect.ServerVersionAsync(connection, cancellationToken), cancellationToken);
            return new(true, version, SqlTexts.Works.With(version));
        }
        catch (SqlSideException failure)
        {
            return new(false, null, failure.Message);
        }
    }

    public Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken cancellationToken) =>
        ConnectedAsync(connection => dialect.TablesAsync(connection, cancellationToken), cancellationToken);

    public Task<SqlTable> DescribeAsync(string table, CancellationToken cancellationToken) =>
        ConnectedAsync(connection => DescribeAsync(connection, table, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<SourceRow>> SampleAsync(
        string table, IReadOnlyList<string> key, int rows, CancellationToken cancellationToken)
    {
        var read = new SqlRead { Table = table, Key = key, PageRows = rows };
        await foreach (var page in ReadAsync(read, cancellationToken))
        {
            return page.Rows;
        }

        return [];
    }

    public async Task<long?> CountAsync(SqlRead read, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectedAsync(
                async connection => await SourceScan.CountAsync(connection, await PlanAsync(connection, read, cancellationToken), cancellationToken),
                cancellationToken);
        }
        catch (SqlSideException failure) when (failure.Kind == SqlSideKind.Busy)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<SourcePage> ReadAsync(SqlRead read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var scan = await ExplainedAsync(() => OpenScanAsync(read, cancellationToken));
        while (await ExplainedAsync(() => scan.NextAsync(cancellationToken)) is { } page)
        {
            yield return page;
        }
    }

    public Task<int> ClaimAsync(string table, string statusColumn, int from, int to, CancellationToken cancellationToken) =>
        ConnectedAsync(
            async connection =>
            {
                var description = await DescribeAsync(connection, table, cancellationToken);
                var status = new TableColumns(dialect, description).Find(statusColumn);
                await using var command = connection.CreateCommand();
                command.CommandText = $"UPDATE {dialect.QuoteTable(description.Name)} SET {status.Quoted} = @to WHERE {status.Quoted} = @from";
                command.CommandTimeout = 120;
                dialect.Bind(command, "@to", status, CellValue.Status(to, status, formats));
                dialect.Bind(command, "@from", status, CellValue.Status(from, status, formats));
                return await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken);

    public Task<int> WriteBackAsync(
        string table,
        IReadOnlyList<string> key,
        IReadOnlyList<string> columns,
        IReadOnlyList<RowUpdate> updates,
        IReadOnlySet<string> mayCut,
        StatusFilter? onlyWhere,
        CancellationToken cancellationToken) =>
        ConnectedAsync(
            async connection =>
            {
                var description = await DescribeAsync(connection, table, cancellationToken);
                var work = WriteBack.Of(dialect, description, key, columns, updates, mayCut, onlyWhere, formats);
                return work.Rows.Count == 0
                    ? 0
                    : await TransactedAsync(connection, transaction => dialect.WriteBackAsync(transaction, work, cancellationToken), cancellationToken);
            },
            cancellationToken);

    public Task<IReadOnlyList<RowChange>> ChangeAsync(RowChanges work, CancellationToken cancellationToken) =>
        ConnectedAsync(
            async connection =>
            {
                var description = await DescribeAsync(connection, work.Table, cancellationToken);
                return await TransactedAsync(
                    connection, transaction => new RowChanging(dialect, transaction, description, formats).RunAsync(work, cancellationToken), cancellationToken);
            },
            cancellationToken);

    public Task InsertAsync(string table, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, CancellationToken cancellationToken) =>
        ConnectedAsync(
            async connection =>
            {
                await RowInsertion.RunAsync(dialect, connection, await DescribeAsync(connection, table, cancellationToken), rows, formats, cancellationToken);
                return rows.Count;
            },
            cancellationToken);

    private async Task<SourceScan> OpenScanAsync(SqlRead read, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            return await SourceScan.OpenAsync(connection, await PlanAsync(connection, read, cancellationToken), cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<ReadPlan> PlanAsync(DbConnection connection, SqlRead read, CancellationToken cancellationToken) =>
        new(dialect, await DescribeAsync(connection, read.Table, cancellationToken), read, formats);

    private async Task<SqlTable> DescribeAsync(DbConnection connection, string table, CancellationToken cancellationToken) =>
        await dialect.DescribeAsync(connection, table, cancellationToken)
        ?? throw new SqlSideException(SqlSideKind.TableMissing, SqlTexts.NoTable.With(table));

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection? connection = null;
        try
        {
            connection = dialect.Connect(connectionString);
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception exception)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            // A malformed connection string quotes itself in the driver's message, so that exception is not kept.
            throw exception is ArgumentException or FormatException
                ? new SqlSideException(SqlSideKind.Other, SqlTexts.BadConnectionString.With())
                : dialect.Explain(exception, isOpening: true) ?? exception;
        }
    }

    private Task<T> ConnectedAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        ExplainedAsync(async () =>
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await work(connection);
        });

    private static async Task<T> TransactedAsync<T>(DbConnection connection, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is not SqlSideException and not OperationCanceledException
            && dialect.Explain(exception, isOpening: false) is not null)
        {
            throw dialect.Explain(exception, isOpening: false)!;
        }
    }
}
