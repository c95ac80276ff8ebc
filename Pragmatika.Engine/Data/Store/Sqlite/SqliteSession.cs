using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>One open connection with its prepared statements, kept for reuse. Used by one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    /// <param name="connectionString">The database.</param>
    /// <param name="cacheKiB">Pages kept by this connection. Several are open at once: what they keep adds up.</param>
    public SqliteSession(string connectionString, int cacheKiB)
    {
        // Not the driver's pool: it would drop the prepared statements.
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        Connection.Open();

        // NORMAL: a power cut may lose the last batches, never half of one; their work is repeated. Leases are written with FULL, so the run is known to have been there.
        // The log is moved into the file every 64 MB instead of every 8: a batch is about 15 MB.
        Execute(FormattableString.Invariant($"PRAGMA cache_size = -{cacheKiB}"));
        Execute("PRAGMA busy_timeout = 15000; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000; PRAGMA temp_store = MEMORY;");
    }

    public SqliteConnection Connection { get; }

    public sqlite3 Handle => Connection.Handle ?? throw new InvalidOperationException("The connection is closed.");

    /// <summary>The prepared statement for a text, made once. The caller resets it when done.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(Handle, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }
}
