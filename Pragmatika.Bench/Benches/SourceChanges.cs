using Microsoft.Data.Sqlite;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>Changes rows as 1C would, so that each changed row changes exactly one record: the sum of a delivered document.</summary>
/// <remarks>
/// A changed row becomes the newest one of its client and its car. Only rows that are that already are taken, of clients whose phone no other client shares:
/// otherwise older names or mileages would rightly be written over newer ones, and the number of changes could not be told beforehand.
/// </remarks>
internal static class SourceChanges
{
    private const string Update = """
        WITH lone AS (SELECT "Phone1" FROM "B24_Exchange" GROUP BY "Phone1" HAVING count(DISTINCT "ClientExtId") = 1),
             client AS (SELECT max("RowId") AS "RowId" FROM "B24_Exchange" GROUP BY "ClientExtId"),
             car AS (SELECT max("RowId") AS "RowId" FROM "B24_Exchange" WHERE "Vin" IS NOT NULL GROUP BY "Vin"),
             fit AS (
                 SELECT row."RowId" FROM "B24_Exchange" AS row JOIN client USING ("RowId")
                 WHERE row."EntityKind" IN ('VISIT', 'ORDER', 'POLICY') AND row."B24DealId" IS NOT NULL AND row."SyncStatus" = 2
                   AND row."Phone1" IN (SELECT "Phone1" FROM lone)
                   AND (row."Vin" IS NULL OR row."RowId" IN (SELECT "RowId" FROM car)))
        UPDATE "B24_Exchange" SET "SumTotal" = 7000000 + "RowId" % 1000
        WHERE "RowId" IN (SELECT "RowId" FROM fit ORDER BY ("RowId" * 2654435761 + $seed) % 4294967296 LIMIT (SELECT CAST(count(*) * $share AS INTEGER) FROM "B24_Exchange"))
        """;

    /// <summary>Returns the number of rows changed; fewer than asked for when the table has no more that fit.</summary>
    public static async Task<int> TouchSumsAsync(string tableFile, double share, int seed, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(DemoSetup.SqliteConnectionString(tableFile));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Update;
        command.Parameters.AddWithValue("$share", share);
        command.Parameters.AddWithValue("$seed", seed);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
