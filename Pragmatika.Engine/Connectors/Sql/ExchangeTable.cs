using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Our own exchange table: the scripts of docs/sql, run as they stand.</summary>
public static class ExchangeTable
{
    public const string Name = "B24_Exchange";

    /// <summary>The text of the script for an engine.</summary>
    public static string Script(SqlEngine engine)
    {
        var name = $"exchange-table.{engine.ToString().ToLowerInvariant()}.sql";
        using var stream = typeof(ExchangeTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Makes what is missing of the table, its indexes and triggers; leaves rows alone. On SQLite it also makes the file and switches it to WAL, so that
    /// reading and writing back do not wait for each other; the other engines need an existing database.
    /// </summary>
    public static async Task CreateAsync(SqlEngine engine, string connectionString, CancellationToken cancellationToken)
    {
        await using System.Data.Common.DbConnection connection = engine switch
        {
            SqlEngine.Sqlite => new SqliteConnection(connectionString),
            SqlEngine.PostgreSql => new NpgsqlConnection(connectionString),
            _ => new SqlConnection(connectionString),
        };
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = engine == SqlEngine.Sqlite ? "PRAGMA journal_mode = WAL;\n" + Script(engine) : Script(engine);
        // Indexes over a loaded table take their time.
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
