using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Whole columns travel as text arrays and are cast to the columns' types on the server: one statement for thousands of rows.</summary>
internal static class PostgreSqlWriteBack
{
    private const int RowsPerStatement = 10_000;

    public static async Task<int> RunAsync(NpgsqlTransaction transaction, WriteBack work, CancellationToken cancellationToken)
    {
        var set = 0;
        foreach (var rows in work.Rows.Chunk(RowsPerStatement))
        {
            var found = await UpdateAsync(transaction, work, rows, isPadded: false, cancellationToken);
            if (found < rows.Length && work.MayBePadded)
            {
                found += await UpdateAsync(transaction, work, rows, isPadded: true, cancellationToken);
            }

            set += found;
        }

        return set;
    }

    private static async Task<int> UpdateAsync(
        NpgsqlTransaction transaction, WriteBack work, object?[][] rows, bool isPadded, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql(work, isPadded), transaction.Connection, transaction) { CommandTimeout = 120 };
        for (var index = 0; index < work.Key.Count + work.Columns.Count; index++)
        {
            var texts = rows.Select(row => Text(row[index])).ToArray();
            command.Parameters.Add(new NpgsqlParameter { Value = texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        }

        if (work.Status is { } status)
        {
            command.Parameters.Add(PostgreSqlDialect.Parameter(string.Empty, status, work.OnlyWhere!));
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Sql(WriteBack work, bool isPadded)
    {
        var keys = work.Key.Count;
        var names = Enumerable.Range(0, keys + work.Columns.Count).Select(Given).ToArray();
        var arrays = string.Join(", ", names.Select((_, index) => Parameter(index)));
        var set = string.Join(", ", work.Columns.Select((column, index) => $"{column.Quoted} = {Cast(names[keys + index], column)}"));
        var join = string.Join(" AND ", work.Key.Select((column, index) => Equal(column, Cast(names[index], column), isPadded)));
        // The second pass must not touch again what the first has set.
        var other = isPadded
            ? $" AND NOT ({string.Join(" AND ", work.Key.Select((column, index) => Equal(column, Cast(names[index], column), isPadded: false)))})"
            : "";
        var status = work.Status is null ? "" : $" AND t.{work.Status.Quoted} = {Parameter(names.Length)}";
        return $"UPDATE {work.Table} AS t SET {set} FROM unnest({arrays}) AS given({string.Join(", ", names)}) WHERE {join}{other}{status}";
    }

    private static string Equal(Column column, string value, bool isPadded) =>
        isPadded && column.Kind == ColumnKind.Text ? $"rtrim(t.{column.Quoted}, ' ') = {value}" : $"t.{column.Quoted} = {value}";

    private static string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    private static string Given(int index) => string.Create(CultureInfo.InvariantCulture, $"v{index}");

    // Casting to varchar(n) would cut in silence; the assignment of a longer text fails instead.
    private static string Cast(string value, Column column) => column.Kind switch
    {
        ColumnKind.Text => PostgreSqlTypes.IsPadded(column) ? $"{value}::bpchar" : value,
        _ => $"{value}::{PostgreSqlTypes.Bare(column.Description.DatabaseType)}",
    };

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        byte[] bytes => "\\x" + Convert.ToHexString(bytes),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "+00" : ""),
        Guid guid => guid.ToString("D"),
        bool flag => flag ? "t" : "f",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
