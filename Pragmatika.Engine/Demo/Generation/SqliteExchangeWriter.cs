using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Connectors.Sql;
using SQLitePCL;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>
/// One prepared insert in one transaction. Values are bound straight to SQLite, past the driver's parameter objects, which cost more than the insert itself.
/// </summary>
internal sealed class SqliteExchangeWriter : IExchangeWriter
{
    public async Task WriteAsync(string connectionString, IEnumerable<ExchangeRow> rows, CancellationToken cancellationToken)
    {
        // Outside the pool, for the settings below are not for others: a demo table lost to a power cut is simply made again.
        var own = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new SqliteConnection(own.ToString());
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY; PRAGMA threads = 2; PRAGMA mmap_size = 2147483648;", cancellationToken);
        await LeaveWalAsync(connection, connectionString, cancellationToken);
        await InsertAsync(connection, rows, cancellationToken);
        await ExecuteAsync(connection, ExchangeTable.Script(SqlEngine.Sqlite), cancellationToken);
    }

    // A log would be written first and copied into the file afterwards: twice the work for rows that come all at once.
    private static async Task LeaveWalAsync(SqliteConnection connection, string connectionString, CancellationToken cancellationToken)
    {
        await using (var pooled = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        try
        {
            await ExecuteAsync(connection, "PRAGMA journal_mode = MEMORY;", cancellationToken);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == raw.SQLITE_BUSY)
        {
            // Somebody else has the file open: then through the log.
        }
    }

    private static async Task InsertAsync(SqliteConnection connection, IEnumerable<ExchangeRow> rows, CancellationToken cancellationToken)
    {
        await using var transaction = connection.BeginTransaction();
        using (var insert = Insert(connection.Handle!))
        {
            var free = new ConcurrentBag<SqliteCells>();
            await RowBatches.PumpAsync(
                rows,
                batch => Encode(batch, free.TryTake(out var cells) ? cells : new SqliteCells()),
                encoded =>
                {
                    Insert(connection.Handle!, insert, encoded);
                    free.Add(encoded.Cells);
                    return Task.CompletedTask;
                },
                cancellationToken);
        }

        await ExecuteAsync(
            connection,
            """UPDATE "B24_ExchangeVersion" SET "Value" = coalesce((SELECT "RowVer" FROM "B24_Exchange" ORDER BY "RowId" DESC LIMIT 1), 0)""",
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static sqlite3_stmt Insert(sqlite3 database)
    {
        var names = string.Join(", ", ExchangeCells.Names.Select(name => $"\"{name}\""));
        var sql = $"INSERT INTO \"B24_Exchange\" ({names}, \"RowVer\") VALUES ({string.Join(", ", ExchangeCells.Names.Select(_ => "?"))}, ?)";
        Check(database, raw.sqlite3_prepare_v2(database, sql, out var statement));
        return statement;
    }

    private static Encoded Encode(ExchangeRow[] rows, SqliteCells cells)
    {
        cells.Clear();
        foreach (var row in rows)
        {
            ExchangeCells.Write(row, cells);

            // Versions in the order of the rows, as the trigger would have given them.
            cells.Add(row.RowId);
        }

        return new Encoded(cells, rows.Length);
    }

    private static void Insert(sqlite3 database, sqlite3_stmt insert, Encoded encoded)
    {
        var width = ExchangeCells.Names.Count + 1;
        for (var row = 0; row < encoded.Rows; row++)
        {
            raw.sqlite3_clear_bindings(insert);
            encoded.Cells.Bind(insert, row * width, width);
            var result = raw.sqlite3_step(insert);
            Check(database, result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
            raw.sqlite3_reset(insert);
        }
    }

    private static void Check(sqlite3 database, int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), result);
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private readonly record struct Encoded(SqliteCells Cells, int Rows);
}
