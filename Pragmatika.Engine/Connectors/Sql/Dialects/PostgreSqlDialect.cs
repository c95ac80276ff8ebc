using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>PostgreSQL 13 and later (xid8).</summary>
internal sealed class PostgreSqlDialect : ISqlDialect
{
    private const string Relations =
        """
        SELECT n.nspname, c.relname, c.relkind IN ('v', 'm'), c.oid
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
        """;

    private const string Columns =
        """
        SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, coalesce(a.attnum = ANY (p.indkey), false),
            CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_index p ON p.indrelid = a.attrelid AND p.indisprimary
        WHERE a.attrelid = @relation AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """;

    public SqlEngine Engine => SqlEngine.PostgreSql;

    public bool ComparesRows => true;

    public bool ReadsInline => false;

    public RowLock Lock => new(string.Empty, " FOR UPDATE");

    public DbConnection Connect(string connectionString) => new NpgsqlConnection(connectionString);

    public async Task<string> ServerVersionAsync(DbConnection connection, CancellationToken cancellationToken) =>
        "PostgreSQL " + await Catalog.ScalarAsync(connection, "SHOW server_version", cancellationToken);

    public async Task<IReadOnlyList<SqlTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await Catalog.ListAsync(
            connection,
            Relations + " ORDER BY 1, 2",
            reader => new SqlTable(reader.GetString(0) + "." + reader.GetString(1), reader.GetBoolean(2), []),
            cancellationToken);

    public async Task<SqlTable?> DescribeAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        var (schema, name) = Catalog.Split(table);
        var found = await Catalog.ListAsync(
            connection,
            Relations
            + """
               AND lower(c.relname) = lower(@name) AND (lower(n.nspname) = lower(@schema) OR @schema = '' AND pg_table_is_visible(c.oid))
              ORDER BY c.relname = @name DESC, n.nspname = @schema DESC LIMIT 1
              """,
            reader => (Name: reader.GetString(0) + "." + reader.GetString(1), IsView: reader.GetBoolean(2), Relation: reader.GetFieldValue<uint>(3)),
            cancellationToken,
            ("@name", name),
            ("@schema", schema ?? ""));
        if (found.Count == 0)
        {
            return null;
        }

        var columns = await Catalog.ListAsync(
            connection,
            Columns,
            reader => new SqlColumn(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), Catalog.Length(reader.GetValue(4))),
            cancellationToken,
            ("@relation", (long)found[0].Relation));
        return new(found[0].Name, found[0].IsView, columns);
    }

    public string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public string QuoteTable(string table) => Catalog.QuoteTable(table, Quote);

    public ColumnKind KindOf(SqlColumn column) => PostgreSqlTypes.Kind(column.DatabaseType);

    public string Select(Column column) => column.Kind == ColumnKind.Other ? $"{column.Quoted}::text" : column.Quoted;

    // A text version must sort as VersionText promises; the locale of the database does not.
    public string Order(Column column, bool isCursor) => column.Kind switch
    {
        ColumnKind.Other => $"{column.Quoted}::text{(isCursor ? " COLLATE \"C\"" : "")}",
        ColumnKind.Text when isCursor => $"{column.Quoted} COLLATE \"C\"",
        _ => column.Quoted,
    };

    public string Page(string columns, string table, string where, string orderBy, int rows) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT {columns} FROM {table} {where} ORDER BY {orderBy} LIMIT {rows}");

    public void Bind(DbCommand command, string name, Column column, object value) =>
        ((NpgsqlCommand)command).Parameters.Add(Parameter(name, column, value));

    public void Rebind(DbCommand command, string name, object value)
    {
        var parameter = ((NpgsqlCommand)command).Parameters[name];
        parameter.Value = parameter.NpgsqlDbType == NpgsqlTypes.NpgsqlDbType.Xid8 ? (ulong)(long)value : value;
    }

    public IRowFiller Filler(IReadOnlyList<Column> columns) => new CellFiller([.. columns.Select(column => PostgreSqlTypes.Reader(column.Kind))]);

    public async Task<object?> FirstUnsafeAsync(DbConnection connection, Column cursor, CancellationToken cancellationToken) =>
        cursor.Kind == ColumnKind.TransactionId
            ? long.Parse((string)await Catalog.ScalarAsync(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text", cancellationToken), CultureInfo.InvariantCulture)
            : null;

    public async Task<DateTime> UtcNowAsync(DbConnection connection, CancellationToken cancellationToken) =>
        (DateTime)await Catalog.ScalarAsync(connection, "SELECT clock_timestamp() AT TIME ZONE 'UTC'", cancellationToken);

    public object TimeValue(Column column, DateTime utc, DateTime local) => column.Kind switch
    {
        ColumnKind.Instant => DateTime.SpecifyKind(utc, DateTimeKind.Utc),
        ColumnKind.Day => local.Date,
        _ => DateTime.SpecifyKind(local, DateTimeKind.Unspecified),
    };

    public Task<int> WriteBackAsync(DbTransaction transaction, WriteBack work, CancellationToken cancellationToken) =>
        PostgreSqlWriteBack.RunAsync((NpgsqlTransaction)transaction, work, cancellationToken);

    public SqlSideException? Explain(Exception exception, bool isOpening) => PostgreSqlFailures.Explain(exception, isOpening);

    /// <summary>A parameter of the column's own type; with an empty name the next in order.</summary>
    internal static NpgsqlParameter Parameter(string name, Column column, object value) =>
        new(name, PostgreSqlTypes.Parameter(column)) { Value = column.Kind == ColumnKind.TransactionId ? (ulong)(long)value : value };
}
