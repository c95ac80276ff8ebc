using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Engine.Data;

/// <summary>Makes a context of the configured provider for one operation; the caller disposes it.</summary>
public sealed class EngineContexts : IDbContextFactory<EngineDbContext>, ISchedulerDatabase
{
    private readonly Func<EngineDbContext> _create;

    public EngineContexts(IOptions<DatabaseOptions> options)
    {
        Engine = options.Value.Engine;
        ConnectionString = options.Value.ConnectionString;
        _create = Creator();
    }

    public SqlEngine Engine { get; }

    internal string ConnectionString { get; }

    string ISchedulerDatabase.ConnectionString => ConnectionString;

    public EngineDbContext CreateDbContext() => _create();

    /// <summary>EF writes for SQL Server 2019 unless told otherwise; we promise 2016.</summary>
    internal static void Oldest(SqlServerDbContextOptionsBuilder server) => server.UseCompatibilityLevel(130);

    private Func<EngineDbContext> Creator()
    {
        switch (Engine)
        {
            case SqlEngine.Sqlite:
                var sqlite = new DbContextOptionsBuilder<SqliteEngineDbContext>().UseSqlite(ConnectionString).AddInterceptors(new SqlitePragmas()).Options;
                return () => new SqliteEngineDbContext(sqlite);
            case SqlEngine.PostgreSql:
                var postgres = new DbContextOptionsBuilder<PostgreSqlEngineDbContext>().UseNpgsql(ConnectionString).Options;
                return () => new PostgreSqlEngineDbContext(postgres);
            default:
                var server = new DbContextOptionsBuilder<SqlServerEngineDbContext>().UseSqlServer(ConnectionString, Oldest).Options;
                return () => new SqlServerEngineDbContext(server);
        }
    }

    /// <summary>Settings that SQLite keeps per connection.</summary>
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }

        private static void Apply(DbConnection connection)
        {
            using var command = connection.CreateCommand();

            // FULL: what people and leases write survives a power cut at once; only batches use NORMAL (see SqliteSession).
            command.CommandText = "PRAGMA busy_timeout = 15000; PRAGMA synchronous = FULL;";
            command.ExecuteNonQuery();
            ((SqliteConnection)connection).CreateFunction(
                "contains_text", (string? text, string? part) => text is not null && part is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase), isDeterministic: true);
        }
    }
}
