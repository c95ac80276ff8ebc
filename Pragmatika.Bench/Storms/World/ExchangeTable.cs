using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Pragmatika.Bench.Storms.World;

/// <summary>A cell of the table that got another text.</summary>
internal sealed record CellChange(long Row, string Column, string? Before, string? After);

/// <summary>The exchange table on SQLite. Triggers note every change of every cell, whoever made it.</summary>
internal sealed class ExchangeTable : IDisposable
{
    public const string Name = "people";
    private static readonly string[] Watched = ["name", "phone", "amount", "stage", "closed", "comment", "gone", "kept"];

    private readonly SqliteConnection _connection;
    private readonly StormClock _clock;
    private long _seen;

    public ExchangeTable(string file, StormClock clock)
    {
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
        _clock = clock;
        _connection = new SqliteConnection(ConnectionString);
        _connection.Open();
        Execute(
            """
            CREATE TABLE people(id INTEGER PRIMARY KEY, client VARCHAR(50), name VARCHAR(100), phone VARCHAR(100), deal VARCHAR(50), amount VARCHAR(30), stage VARCHAR(10),
              closed DATE, comment VARCHAR(100), gone VARCHAR(10), kept VARCHAR(20), updated VARCHAR(30));
            CREATE TABLE said(n INTEGER PRIMARY KEY AUTOINCREMENT, row INTEGER, col TEXT, was TEXT, now TEXT);
            """);
        foreach (var column in Watched)
        {
            Execute($"CREATE TRIGGER u_{column} AFTER UPDATE ON people WHEN OLD.{column} IS NOT NEW.{column} BEGIN INSERT INTO said(row, col, was, now) VALUES(NEW.id, '{column}', OLD.{column}, NEW.{column}); END");
            Execute($"CREATE TRIGGER i_{column} AFTER INSERT ON people WHEN NEW.{column} IS NOT NULL BEGIN INSERT INTO said(row, col, was, now) VALUES(NEW.id, '{column}', NULL, NEW.{column}); END");
        }
    }

    public string ConnectionString { get; }

    private string Now => TimeZoneInfo.ConvertTime(_clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow")).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A further row of a client says of him what his other rows say.</summary>
    public void Add(int row, int client, string name, string phone)
    {
        if (Rows(client).Count > 0)
        {
            Execute(
                $"INSERT OR IGNORE INTO people(id, client, name, phone, deal, amount, stage, kept, updated) SELECT {row}, client, name, phone, 'd{row}', '{row}', '1', 'kept', @now FROM people WHERE client = 'c{client}' LIMIT 1",
                ("@now", Now));
            return;
        }

        Execute(
            $"INSERT OR IGNORE INTO people(id, client, name, phone, deal, amount, stage, kept, updated) VALUES({row}, 'c{client}', @name, @phone, 'd{row}', '{row}', '1', 'kept', @now)",
            ("@name", name), ("@phone", phone), ("@now", Now));
    }

    public void Delete(int row) => Execute($"DELETE FROM people WHERE id = {row}");

    public void SetClient(int client, string column, string? value) => Set(column, value, $"client = 'c{client}'");

    public void SetRow(int row, string column, string? value) => Set(column, value, $"id = {row}");

    public IReadOnlyList<long> Rows(int client) => [.. Query($"SELECT id FROM people WHERE client = 'c{client}'").Select(row => (long)row[0]!)];

    public bool Has(int row) => Query($"SELECT id FROM people WHERE id = {row}").Count > 0;

    /// <summary>All rows, each as its cells by column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>> All()
    {
        string[] columns = ["id", "client", "deal", .. Watched];
        return [.. Query($"SELECT {string.Join(", ", columns)} FROM people ORDER BY id").Select(row =>
            columns.Select((column, index) => (column, value: row[index])).ToDictionary(cell => cell.column, cell => Convert.ToString(cell.value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null))];
    }

    /// <summary>What changed since the last call, in order.</summary>
    public IReadOnlyList<CellChange> TakeChanges()
    {
        var changes = new List<CellChange>();
        foreach (var row in Query($"SELECT n, row, col, was, now FROM said WHERE n > {_seen} ORDER BY n"))
        {
            _seen = (long)row[0]!;
            changes.Add(new CellChange((long)row[1]!, (string)row[2]!, row[3]?.ToString(), row[4]?.ToString()));
        }

        return changes;
    }

    public void Dispose() => _connection.Dispose();

    private void Set(string column, string? value, string where) =>
        Execute($"UPDATE people SET {column} = @value, updated = @now WHERE {where}", ("@value", value), ("@now", Now));

    private void Execute(string sql, params (string Name, string? Value)[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, (object?)value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private List<object?[]> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var index = 0; index < row.Length; index++)
            {
                row[index] = reader.IsDBNull(index) ? null : reader.GetValue(index);
            }

            rows.Add(row);
        }

        return rows;
    }
}
