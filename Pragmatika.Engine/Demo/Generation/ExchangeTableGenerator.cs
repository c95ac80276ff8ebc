using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>The wide exchange table of an invented dealer group, with the dirt that real ones have (<see cref="Defects"/>).</summary>
public static class ExchangeTableGenerator
{
    private const int ProgressEvery = 1_000;

    /// <summary>The rows in the order of time; pure, lazy, in constant memory.</summary>
    public static IEnumerable<ExchangeRow> Generate(GeneratorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Rows, nameof(options));
        return ExchangeRows.Of(options);
    }

    /// <summary>
    /// Makes the exchange table where it is missing, empties it and fills it; all rows appear at once, or none. Progress is the number of rows handed over.
    /// </summary>
    /// <returns>How many rows carry each defect.</returns>
    public static async Task<DefectCounts> WriteAsync(
        SqlEngine engine, string connectionString, GeneratorOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await ExchangeTable.CreateAsync(engine, connectionString, cancellationToken);
        await EmptyAsync(engine, connectionString, cancellationToken);
        var counts = new DefectCounts();
        IExchangeWriter writer = engine switch
        {
            SqlEngine.Sqlite => new SqliteExchangeWriter(),
            SqlEngine.PostgreSql => new PostgreSqlExchangeWriter(),
            _ => new SqlServerExchangeWriter(),
        };
        await Task.Run(() => writer.WriteAsync(connectionString, Counted(Generate(options), counts, progress), cancellationToken), cancellationToken);
        await ExchangeTable.CreateAsync(engine, connectionString, cancellationToken);
        return counts;
    }

    private static IEnumerable<ExchangeRow> Counted(IEnumerable<ExchangeRow> rows, DefectCounts counts, IProgress<long>? progress)
    {
        foreach (var row in rows)
        {
            counts.Add(row.Defects);
            if (counts.Rows % ProgressEvery == 0)
            {
                progress?.Report(counts.Rows);
            }

            yield return row;
        }

        progress?.Report(counts.Rows);
    }

    // Indexes (and on SQLite, where it is looked at for every row, the insert trigger) are dropped too: building them once over all rows is several times cheaper than keeping them up row by row.
    private static async Task EmptyAsync(SqlEngine engine, string connectionString, CancellationToken cancellationToken)
    {
        await using DbConnection connection = engine switch
        {
            SqlEngine.Sqlite => new SqliteConnection(connectionString),
            SqlEngine.PostgreSql => new NpgsqlConnection(connectionString),
            _ => new SqlConnection(connectionString),
        };
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText = EmptyingSql(engine);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static string EmptyingSql(SqlEngine engine)
    {
        string[] indexes =
        [
            "UX_B24_Exchange_Kind_ExtId", "IX_B24_Exchange_RowVer", "IX_B24_Exchange_SyncStatus", "IX_B24_Exchange_ClientExtId", "IX_B24_Exchange_Vin",
        ];
        return engine switch
        {
            SqlEngine.SqlServer =>
                string.Concat(indexes.Select(index => $"DROP INDEX IF EXISTS [{index}] ON dbo.[B24_Exchange];\n")) + "TRUNCATE TABLE dbo.[B24_Exchange];",
            _ => string.Concat(indexes.Select(index => $"DROP INDEX IF EXISTS \"{index}\";\n"))
                + (engine == SqlEngine.Sqlite ? "DROP TRIGGER IF EXISTS \"B24_Exchange_Inserted\"; DELETE FROM \"B24_Exchange\";" : "TRUNCATE TABLE \"B24_Exchange\";"),
        };
    }
}
