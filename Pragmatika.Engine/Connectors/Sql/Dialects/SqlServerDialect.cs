using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>SQL Server 2016 and later.</summary>
internal sealed class SqlServerDialect : ISqlDialect
{
    private const string Objects =
        """
        SELECT s.name, o.name, CASE o.type WHEN 'V' THEN 1 ELSE 0 END, o.object_id
        FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
        WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
        """;

    // nchar and nvarchar count two bytes a character; -1 is (max).
    private const string Columns =
        """
        SELECT c.name, t.name, c.is_nullable,
            CASE WHEN EXISTS (
                SELECT 1 FROM sys.indexes i JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id
                WHERE i.object_id = c.object_id AND i.is_primary_key = 1 AND k.column_id = c.column_id) THEN 1 ELSE 0 END,
            CASE WHEN c.max_length < 0 THEN NULL
                WHEN t.name IN ('nchar', 'nvarchar') THEN c.max_length / 2
                WHEN t.name IN ('char', 'varchar', 'binary', 'varbinary') THEN c.max_length END
        FROM sys.columns c JOIN sys.types t ON t.user_type_id = c.system_type_id
        WHERE c.object_id = @object
        ORDER BY c.column_id
        """;

    public SqlEngine Engine => SqlEngine.SqlServer;

    public bool ComparesRows => false;

    public bool ReadsInline => false;

    public RowLock Lock => new(" WITH (UPDLOCK, ROWLOCK)", string.Empty);

    public DbConnection Connect(string connectionString) => new SqlConnection(connectionString);

    public async Task<string> ServerVersionAsync(DbConnection connection, CancellationToken cancellationToken) =>
        "SQL Server " + await Catalog.ScalarAsync(connection, "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))", cancellationToken);

    public async Task<IReadOnlyList<SqlTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await Catalog.ListAsync(
            connection,
            Objects + " ORDER BY 1, 2",
            reader => new SqlTable(reader.GetString(0) + "." + reader.GetString(1), reader.GetInt32(2) == 1, []),
            cancellationToken);

    public async Task<SqlTable?> DescribeAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        var (schema, name) = Catalog.Split(table);
        var found = await Catalog.ListAsync(
            connection,
            Objects
            + """
               AND LOWER(o.name) = LOWER(@name) AND LOWER(s.name) = LOWER(COALESCE(NULLIF(@schema, N''), SCHEMA_NAME()))
              ORDER BY CASE WHEN o.name COLLATE Latin1_General_BIN2 = @name THEN 0 ELSE 1 END
              """,
            reader => (Name: reader.GetString(0) + "." + reader.GetString(1), IsView: reader.GetInt32(2) == 1, Id: reader.GetInt32(3)),
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
            reader => new SqlColumn(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetInt32(3) == 1, Catalog.Length(reader.GetValue(4))),
            cancellationToken,
            ("@object", found[0].Id));
        return new(found[0].Name, found[0].IsView, columns);
    }

    public string Quote(string name) => "[" + name.Replace("]", "]]", StringComparison.Ordinal) + "]";

    public string QuoteTable(string table) => Catalog.QuoteTable(table, Quote);

    public ColumnKind KindOf(SqlColumn column) => SqlServerTypes.Kind(column.DatabaseType);

    public string Select(Column column) => column.Kind == ColumnKind.Other ? $"CAST({column.Quoted} AS nvarchar(max)) AS {column.Quoted}" : column.Quoted;

    // A text version must sort as VersionText promises; the collation of the database does not.
    public string Order(Column column, bool isCursor) => column.Kind switch
    {
        ColumnKind.Other => $"CAST({column.Quoted} AS nvarchar(4000)){(isCursor ? " COLLATE Latin1_General_BIN2" : "")}",
        ColumnKind.Text when isCursor => $"{column.Quoted} COLLATE Latin1_General_BIN2",
        _ => column.Quoted,
    };

    public string Page(string columns, string table, string where, string orderBy, int rows) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({rows}) {columns} FROM {table} {where} ORDER BY {orderBy}");

    public void Bind(DbCommand command, string name, Column column, object value) => Parameter(command, name, column, value);

    public void Rebind(DbCommand command, string name, object value) => command.Parameters[name].Value = value;

    public IRowFiller Filler(IReadOnlyList<Column> columns) => new CellFiller([.. columns.Select(SqlServerTypes.Reader)]);

    public async Task<object?> FirstUnsafeAsync(DbConnection connection, Column cursor, CancellationToken cancellationToken) =>
        cursor.Kind == ColumnKind.RowVersion ? await Catalog.ScalarAsync(connection, "SELECT MIN_ACTIVE_ROWVERSION()", cancellationToken) : null;

    public async Task<DateTime> UtcNowAsync(DbConnection connection, CancellationToken cancellationToken) =>
        (DateTime)await Catalog.ScalarAsync(connection, "SELECT SYSUTCDATETIME()", cancellationToken);

    public object TimeValue(Column column, DateTime utc, DateTime local) => column.Kind switch
    {
        ColumnKind.Instant => DateTime.SpecifyKind(utc, DateTimeKind.Utc),
        ColumnKind.Day => local.Date,
        _ => local,
    };

    public Task<int> WriteBackAsync(DbTransaction transaction, WriteBack work, CancellationToken cancellationToken) =>
        SqlServerWriteBack.RunAsync((SqlTransaction)transaction, work, cancellationToken);

    public SqlSideException? Explain(Exception exception, bool isOpening) => SqlServerFailures.Explain(exception, isOpening);

    internal static void Parameter(DbCommand command, string name, Column column, object value)
    {
        var parameter = new SqlParameter(name, SqlServerTypes.Parameter(column)) { Value = value };
        SqlServerTypes.Size(parameter, column);
        command.Parameters.Add(parameter);
    }
}
