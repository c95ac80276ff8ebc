using Microsoft.Data.Sqlite;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>One prepared update per row: SQLite has no round trip to save.</summary>
internal static class SqliteWriteBack
{
    // A text followed by spaces sorts between itself with a space and itself with "!", so the index still serves.
    private const string Padded = "({0} = {1} OR ({0} >= {1} || ' ' AND {0} < {1} || '!' AND rtrim({0}) = {1}))";

    public static async Task<int> RunAsync(SqliteTransaction transaction, WriteBack work, CancellationToken cancellationToken)
    {
        await using var update = Command(transaction, work, "{0} = {1}");
        await using var padded = work.MayBePadded ? Command(transaction, work, Padded) : null;
        var set = 0;
        foreach (var row in work.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = Run(update, row, work);
            set += found == 0 && padded is not null ? Run(padded, row, work) : found;
        }

        return set;
    }

    private static SqliteCommand Command(SqliteTransaction transaction, WriteBack work, string equality)
    {
        var keys = work.Key.Count;
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        var set = string.Join(", ", work.Columns.Select((column, index) => $"{column.Quoted} = {PageSql.Name('p', keys + index)}"));
        var where = string.Join(" AND ", work.Key.Select((column, index) => string.Format(
            null, column.Kind == ColumnKind.Text ? equality : "{0} = {1}", column.Quoted, PageSql.Name('p', index))));
        var status = work.Status is null ? "" : $" AND {work.Status.Quoted} = @status";
        command.CommandText = $"UPDATE {work.Table} SET {set} WHERE {where}{status}";
        for (var index = 0; index < keys + work.Columns.Count; index++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = PageSql.Name('p', index) });
        }

        if (work.Status is { } column)
        {
            command.Parameters.AddWithValue("@status", SqliteDialect.Stored(work.OnlyWhere!, column));
        }

        command.Prepare();
        return command;
    }

    private static int Run(SqliteCommand command, object?[] row, WriteBack work)
    {
        for (var index = 0; index < row.Length; index++)
        {
            var column = index < work.Key.Count ? work.Key[index] : work.Columns[index - work.Key.Count];
            command.Parameters[index].Value = row[index] is { } value ? SqliteDialect.Stored(value, column) : DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }
}
