using System.Data;
using System.Data.Common;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;

namespace Pragmatika.Tests.Support.TransactSql;

/// <summary>The dialect of SQL Server over a connection that only notes. What it finds in the catalogue is the table of <see cref="AwkwardTable"/>.</summary>
internal sealed class RecordedDialect : ISqlDialect
{
    private readonly SqlServerDialect _dialect = new();

    public List<Sent> Sent { get; } = [];

    public SqlEngine Engine => _dialect.Engine;

    public bool ComparesRows => _dialect.ComparesRows;

    public bool ReadsInline => _dialect.ReadsInline;

    public RowLock Lock => _dialect.Lock;

    public DbConnection Connect(string connectionString) => new RecordingConnection(Sent, Answer);

    public Task<string> ServerVersionAsync(DbConnection connection, CancellationToken cancellationToken) => _dialect.ServerVersionAsync(connection, cancellationToken);

    public Task<IReadOnlyList<SqlTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken) => _dialect.TablesAsync(connection, cancellationToken);

    public Task<SqlTable?> DescribeAsync(DbConnection connection, string table, CancellationToken cancellationToken) => _dialect.DescribeAsync(connection, table, cancellationToken);

    public string Quote(string name) => _dialect.Quote(name);

    public string QuoteTable(string table) => _dialect.QuoteTable(table);

    public ColumnKind KindOf(SqlColumn column) => _dialect.KindOf(column);

    public string Select(Column column) => _dialect.Select(column);

    public string Order(Column column, bool isCursor) => _dialect.Order(column, isCursor);

    public string Page(string columns, string table, string where, string orderBy, int rows) => _dialect.Page(columns, table, where, orderBy, rows);

    public void Bind(DbCommand command, string name, Column column, object value) => _dialect.Bind(command, name, column, value);

    public void Rebind(DbCommand command, string name, object value) => _dialect.Rebind(command, name, value);

    public IRowFiller Filler(IReadOnlyList<Column> columns) => _dialect.Filler(columns);

    public Task<object?> FirstUnsafeAsync(DbConnection connection, Column cursor, CancellationToken cancellationToken) => _dialect.FirstUnsafeAsync(connection, cursor, cancellationToken);

    public Task<DateTime> UtcNowAsync(DbConnection connection, CancellationToken cancellationToken) => _dialect.UtcNowAsync(connection, cancellationToken);

    public object TimeValue(Column column, DateTime utc, DateTime local) => _dialect.TimeValue(column, utc, local);

    /// <summary>Bulk copy wants a real connection, so the statements around it are noted as they are written.</summary>
    public Task<int> WriteBackAsync(DbTransaction transaction, WriteBack work, CancellationToken cancellationToken)
    {
        Sent.Add(new Sent(SqlServerWriteBack.Staging(work), []));
        Sent.Add(new Sent(SqlServerWriteBack.Update(work), work.Status is null ? [] : ["status"]));
        return Task.FromResult(0);
    }

    public SqlSideException? Explain(Exception exception, bool isOpening) => null;

    private static DataTable? Answer(string sql) =>
        sql.Contains("sys.columns", StringComparison.Ordinal) ? AwkwardTable.Columns()
        : sql.Contains("sys.objects", StringComparison.Ordinal) ? Table(AwkwardTable.Schema, AwkwardTable.Name, 0, 17)
        : sql.Contains("MIN_ACTIVE_ROWVERSION", StringComparison.Ordinal) ? Table(new byte[8])
        : sql.Contains("SYSUTCDATETIME", StringComparison.Ordinal) ? Table(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc))
        : sql.Contains("SERVERPROPERTY", StringComparison.Ordinal) ? Table("13.0")
        : null;

    private static DataTable Table(params object[] row)
    {
        var table = new DataTable();
        foreach (var value in row)
        {
            table.Columns.Add("", value.GetType());
        }

        table.Rows.Add(row);
        return table;
    }
}
