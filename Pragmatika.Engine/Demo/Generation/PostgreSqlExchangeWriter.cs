using Npgsql;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Binary COPY; RowVer comes from the column's default, so all rows carry the one transaction.</summary>
internal sealed class PostgreSqlExchangeWriter : IExchangeWriter
{
    public async Task WriteAsync(string connectionString, IEnumerable<ExchangeRow> rows, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var names = string.Join(", ", ExchangeCells.Names.Select(name => $"\"{name}\""));
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY \"B24_Exchange\" ({names}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            var sink = new PostgreSqlCellSink(copy);
            await RowBatches.PumpAsync(rows, batch => batch, batch => CopyAsync(copy, sink, batch), cancellationToken);
            await copy.CompleteAsync(cancellationToken);
        }

        // The rows brought their own numbers: the next row of 1C must not repeat one.
        await using var command = connection.CreateCommand();
        command.CommandText =
            """SELECT setval(pg_get_serial_sequence('"B24_Exchange"', 'RowId'), (SELECT coalesce(max("RowId"), 1) FROM "B24_Exchange")); ANALYZE "B24_Exchange";""";
        await command.ExecuteNonQueryAsync(cancellationToken);
        await SettleAsync(command, cancellationToken);
    }

    // Any transaction of the cluster that began before ours keeps our rows above the cursor's bound. It is usually an autovacuum that ends in a moment;
    // whoever runs the exchange right after us should find the rows.
    private static async Task SettleAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        const int attempts = 200;
        command.CommandText = """SELECT coalesce((SELECT "RowVer" < pg_snapshot_xmin(pg_current_snapshot()) FROM "B24_Exchange" LIMIT 1), true)""";
        for (var attempt = 0; attempt < attempts && await command.ExecuteScalarAsync(cancellationToken) is false; attempt++)
        {
            await using var pause = new NpgsqlCommand("SELECT pg_sleep(0.05)", command.Connection);
            await pause.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // The synchronous calls fill the driver's buffer and only now and then send it; awaiting each of fifty cells of a row would cost more than the cells.
    private static Task CopyAsync(NpgsqlBinaryImporter copy, PostgreSqlCellSink sink, ExchangeRow[] batch)
    {
        foreach (var row in batch)
        {
            copy.StartRow();
            ExchangeCells.Write(row, sink);
        }

        return Task.CompletedTask;
    }
}
