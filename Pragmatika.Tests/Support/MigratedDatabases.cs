using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;

namespace Pragmatika.Tests.Support;

/// <summary>The portal's database as its migrations leave it: made once for each engine, copied for every test. What migrations do is tried by their own tests.</summary>
internal static class MigratedDatabases
{
    private static readonly Lazy<Task<byte[]>> SqliteFile = new(MakeSqliteAsync);
    private static readonly Lazy<Task<string>> PostgreSqlTemplate = new(MakePostgreSqlAsync);

    public static async Task CopyToAsync(string sqliteFile) => await File.WriteAllBytesAsync(sqliteFile, await SqliteFile.Value);

    /// <summary>The name of a database to copy with <c>CREATE DATABASE … TEMPLATE</c>.</summary>
    public static Task<string> TemplateAsync() => PostgreSqlTemplate.Value;

    public static async Task MigrateAsync(SqlEngine engine, string connectionString)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddEngineData(database => (database.Engine, database.ConnectionString) = (engine, connectionString));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
    }

    private static async Task<byte[]> MakeSqliteAsync()
    {
        await using var database = await TestDatabase.CreateAsync(SqlEngine.Sqlite);
        await MigrateAsync(SqlEngine.Sqlite, database.ConnectionString);
        await database.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        return await File.ReadAllBytesAsync(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
    }

    /// <summary>Dropped when the process ends: a server that was given to the tests is left as it was.</summary>
    private static async Task<string> MakePostgreSqlAsync()
    {
        var database = await TestDatabase.CreateAsync(SqlEngine.PostgreSql);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        await MigrateAsync(SqlEngine.PostgreSql, database.ConnectionString);
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection); // a template that somebody is connected to cannot be copied
        }

        return new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
    }
}
