using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Tests.Support;

/// <summary>An empty database of its own for one test, dropped with everything in it on dispose.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name;

    private TestDatabase(SqlEngine engine, string name, string connectionString)
    {
        Engine = engine;
        _name = name;
        ConnectionString = connectionString;
    }

    public SqlEngine Engine { get; }

    public string ConnectionString { get; }

    public static Task<TestDatabase> CreateAsync(SqlEngine engine) => CreateAsync(engine, string.Empty);

    /// <summary>One that holds what the portal's migrations make.</summary>
    public static async Task<TestDatabase> CreateMigratedAsync(SqlEngine engine)
    {
        var database = await CreateAsync(engine, engine == SqlEngine.PostgreSql ? " TEMPLATE " + await MigratedDatabases.TemplateAsync() : string.Empty);
        switch (engine)
        {
            case SqlEngine.Sqlite:
                await MigratedDatabases.CopyToAsync(database._name);
                break;
            case SqlEngine.SqlServer:
                await MigratedDatabases.MigrateAsync(engine, database.ConnectionString);
                break;
        }

        return database;
    }

    /// <summary>A new open connection of the engine's own driver.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        var connection = Connection(Engine, ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>
    /// Waits until no transaction is open that began before now: on PostgreSQL one anywhere in the cluster, even in another test's database, keeps fresh rows
    /// above the safe bound of an xid8 cursor.
    /// </summary>
    public async Task SettleAsync()
    {
        if (Engine != SqlEngine.PostgreSql)
        {
            return;
        }

        var now = (string)(await ScalarAsync("SELECT pg_current_xact_id()::text"))!;
        while (await ScalarAsync($"SELECT pg_snapshot_xmin(pg_current_snapshot()) <= '{now}'::xid8") is true)
        {
            await ExecuteAsync("SELECT pg_sleep(0.01)");
        }
    }

    public async ValueTask DisposeAsync()
    {
        switch (Engine)
        {
            case SqlEngine.Sqlite:
                await using (var connection = new SqliteConnection(ConnectionString))
                {
                    SqliteConnection.ClearPool(connection);
                }

                foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
                {
                    File.Delete(_name + suffix);
                }

                break;
            case SqlEngine.PostgreSql:
                await using (var connection = new NpgsqlConnection(ConnectionString))
                {
                    NpgsqlConnection.ClearPool(connection);
                }

                await OnServerAsync(Engine, $"DROP DATABASE {_name} WITH (FORCE)");
                break;
            default:
                await using (var connection = new SqlConnection(ConnectionString))
                {
                    SqlConnection.ClearPool(connection);
                }

                await OnServerAsync(Engine, $"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_name}");
                break;
        }
    }

    private static async Task<TestDatabase> CreateAsync(SqlEngine engine, string more)
    {
        var name = "pragmatika_" + Guid.NewGuid().ToString("N");
        switch (engine)
        {
            case SqlEngine.Sqlite:
                var file = Path.Combine(Path.GetTempPath(), name + ".db");
                await File.WriteAllBytesAsync(file, []);
                return new(engine, file, new SqliteConnectionStringBuilder { DataSource = file }.ToString());
            case SqlEngine.PostgreSql:
                await OnServerAsync(engine, $"CREATE DATABASE {name}{more}");
                return new(engine, name, new NpgsqlConnectionStringBuilder(TestEngines.Server(engine)) { Database = name }.ToString());
            default:
                await OnServerAsync(engine, $"CREATE DATABASE {name}");
                return new(engine, name, new SqlConnectionStringBuilder(TestEngines.Server(engine)) { InitialCatalog = name }.ToString());
        }
    }

    private static async Task OnServerAsync(SqlEngine engine, string sql)
    {
        await using var connection = Connection(engine, TestEngines.Server(engine));
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    private static DbConnection Connection(SqlEngine engine, string connectionString) => engine switch
    {
        SqlEngine.Sqlite => new SqliteConnection(connectionString),
        SqlEngine.PostgreSql => new NpgsqlConnection(connectionString),
        _ => new SqlConnection(connectionString),
    };

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
