using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Rows go into a temporary table by bulk copy and from there into the table by one join. Trailing spaces of text keys do not matter to SQL Server.</summary>
internal static class SqlServerWriteBack
{
    public static async Task<int> RunAsync(SqlTransaction transaction, WriteBack work, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection;
        await ExecuteAsync(connection, transaction, Staging(work), cancellationToken);
        using (var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.Default, transaction) { DestinationTableName = "#given", BulkCopyTimeout = 120 })
        {
            await copy.WriteToServerAsync(Rows(work), cancellationToken);
        }

        await using var update = Command(connection, transaction, Update(work));
        if (work.Status is { } status)
        {
            SqlServerDialect.Parameter(update, "@status", status, work.OnlyWhere!);
        }

        var set = await update.ExecuteNonQueryAsync(cancellationToken);
        await ExecuteAsync(connection, transaction, "DROP TABLE #given", cancellationToken);
        return set;
    }

    // The union drops the identity property and keeps types and collations.
    internal static string Staging(WriteBack work)
    {
        var columns = string.Join(", ", work.Key.Concat(work.Columns).Select((column, index) => $"{column.Quoted} AS {Given(index)}"));
        return $"SELECT {columns} INTO #given FROM {work.Table} WHERE 1 = 0 UNION ALL SELECT {columns} FROM {work.Table} WHERE 1 = 0";
    }

    internal static string Update(WriteBack work)
    {
        var set = string.Join(", ", work.Columns.Select((column, index) => $"{column.Quoted} = g.{Given(work.Key.Count + index)}"));
        var join = string.Join(" AND ", work.Key.Select((column, index) => $"t.{column.Quoted} = g.{Given(index)}"));
        var status = work.Status is null ? "" : $" WHERE t.{work.Status.Quoted} = @status";
        return $"UPDATE t SET {set} FROM {work.Table} AS t INNER JOIN #given AS g ON {join}{status}";
    }

    private static DataTable Rows(WriteBack work)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var (column, index) in work.Key.Concat(work.Columns).Select((column, index) => (column, index)))
        {
            table.Columns.Add(Given(index), Type(column.Kind));
        }

        foreach (var row in work.Rows)
        {
            table.Rows.Add([.. row.Select(value => value ?? DBNull.Value)]);
        }

        return table;
    }

    private static Type Type(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => typeof(long),
        ColumnKind.Decimal => typeof(decimal),
        ColumnKind.Float => typeof(double),
        ColumnKind.Flag => typeof(bool),
        ColumnKind.Day or ColumnKind.Moment or ColumnKind.Instant => typeof(DateTime),
        ColumnKind.Guid => typeof(Guid),
        ColumnKind.Binary or ColumnKind.RowVersion => typeof(byte[]),
        _ => typeof(string),
    };

    private static string Given(int index) => string.Create(CultureInfo.InvariantCulture, $"v{index}");

    private static async Task<int> ExecuteAsync(SqlConnection connection, SqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, transaction, sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static SqlCommand Command(SqlConnection connection, SqlTransaction transaction, string sql) => new(sql, connection, transaction) { CommandTimeout = 120 };
}
