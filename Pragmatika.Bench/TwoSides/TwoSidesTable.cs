using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Pragmatika.Bench.TwoSides;

/// <summary>A table of sales, one deal a row.</summary>
internal sealed class TwoSidesTable(string file)
{
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    public async Task MakeAsync(int rows, CancellationToken cancellationToken)
    {
        await ExecuteAsync("CREATE TABLE sales(id INTEGER PRIMARY KEY, deal VARCHAR(50) NOT NULL, amount VARCHAR(30), comment VARCHAR(100)); CREATE INDEX sales_deal ON sales(deal)", cancellationToken);
        await ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < {rows}) INSERT INTO sales(id, deal, amount) SELECT id, 'd' || id, '1' || id FROM n WHERE id <= {rows}"),
            cancellationToken);
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<long> CountAsync(string condition, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM sales WHERE {condition}";
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Row id → amount, of rows in a range of ids.</summary>
    public async Task<IReadOnlyDictionary<int, string>> AmountsAsync(int from, int to, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, amount FROM sales WHERE id BETWEEN $from AND $to";
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var amounts = new Dictionary<int, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            amounts[reader.GetInt32(0)] = reader.GetString(1);
        }

        return amounts;
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000";
        await pragma.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }
}
