using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>SQLite: any cell may hold any type, one writer at a time, no time type.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    public SqlEngine Engine => SqlEngine.Sqlite;

    public bool ComparesRows => true;

    public bool ReadsInline => true;

    public RowLock Lock => new(string.Empty, string.Empty); // its transactions have the whole file to themselves

    public DbConnection Connect(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        if (settings.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // The default would answer a mistyped path with a new, empty database.
            settings.Mode = SqliteOpenMode.ReadWrite;
        }

        return new SqliteConnection(settings.ToString());
    }

    public async Task<string> ServerVersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // Reading the schema is what tells a database from any other file.
        await Catalog.ScalarAsync(connection, "SELECT count(*) FROM sqlite_master", cancellationToken);
        return "SQLite " + connection.ServerVersion;
    }

    public async Task<IReadOnlyList<SqlTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await Catalog.ListAsync(
            connection,
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
            reader => new SqlTable(reader.GetString(0), reader.GetString(1) == "view", []),
            cancellationToken);

    public async Task<SqlTable?> DescribeAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        var found = await Catalog.ListAsync(
            connection,
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name = @name COLLATE NOCASE",
            reader => (Name: reader.GetString(0), IsView: reader.GetString(1) == "view"),
            cancellationToken,
            ("@name", table.Trim().Trim('"', '[', ']', '`')));
        if (found.Count == 0)
        {
            return null;
        }

        var columns = await Catalog.ListAsync(
            connection,
            "SELECT name, type, \"notnull\", pk FROM pragma_table_info(@name) ORDER BY cid",
            reader => new SqlColumn(
                reader.GetString(0), reader.GetString(1), reader.GetInt64(2) == 0 && reader.GetInt64(3) == 0, reader.GetInt64(3) > 0, SqliteTypes.Length(reader.GetString(1))),
            cancellationToken,
            ("@name", found[0].Name));
        return new(found[0].Name, found[0].IsView, columns);
    }

    // Not double quotes: SQLite takes a double-quoted name it does not know for a text.
    public string Quote(string name) => "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";

    public string QuoteTable(string table) => Quote(table);

    public ColumnKind KindOf(SqlColumn column) => SqliteTypes.Kind(column.DatabaseType);

    public string Select(Column column) => column.Quoted;

    public string Order(Column column, bool isCursor) => column.Quoted;

    public string Page(string columns, string table, string where, string orderBy, int rows) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT {columns} FROM {table} {where} ORDER BY {orderBy} LIMIT {rows}");

    public void Bind(DbCommand command, string name, Column column, object value) =>
        ((SqliteCommand)command).Parameters.AddWithValue(name, Stored(value, column));

    public void Rebind(DbCommand command, string name, object value) => ((SqliteCommand)command).Parameters[name].Value = value;

    public IRowFiller Filler(IReadOnlyList<Column> columns) => new SqliteRowFiller(columns.Count);

    // A version is given and committed under one write lock, so versions become visible in their own order.
    public Task<object?> FirstUnsafeAsync(DbConnection connection, Column cursor, CancellationToken cancellationToken) => Task.FromResult<object?>(null);

    public async Task<DateTime> UtcNowAsync(DbConnection connection, CancellationToken cancellationToken) => DateTime.Parse(
        (string)await Catalog.ScalarAsync(connection, "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')", cancellationToken), CultureInfo.InvariantCulture);

    // 'T' sorts after a space, so a bound written with it covers both spellings of the same second.
    public object TimeValue(Column column, DateTime utc, DateTime local) =>
        local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public Task<int> WriteBackAsync(DbTransaction transaction, WriteBack work, CancellationToken cancellationToken) =>
        SqliteWriteBack.RunAsync((SqliteTransaction)transaction, work, cancellationToken);

    public SqlSideException? Explain(Exception exception, bool isOpening) => exception is SqliteException failure ? SqliteFailures.Explain(failure) : null;

    /// <summary>A value as this engine stores it: it has no flags, times or GUIDs.</summary>
    internal static object Stored(object value, Column column) => value switch
    {
        bool flag => flag ? 1L : 0L,
        DateTime time => SqliteTime.Print(time),
        Guid guid => guid.ToString("D"),
        decimal number when column.Kind == ColumnKind.Decimal => (double)number,
        _ => value,
    };
}
