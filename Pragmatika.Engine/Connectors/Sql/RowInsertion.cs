using System.Data.Common;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Adds rows, one statement a row inside one transaction: new rows are few, and plain statements are the same on every engine.</summary>
internal static class RowInsertion
{
    public static async Task RunAsync(
        ISqlDialect dialect, DbConnection connection, SqlTable table, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, Formats formats, CancellationToken cancellationToken)
    {
        var columns = new TableColumns(dialect, table);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var row in rows)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            Fill(command, dialect, table, columns, row, formats);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Columns without a value are left to their defaults.</summary>
    private static void Fill(DbCommand command, ISqlDialect dialect, SqlTable table, TableColumns columns, IReadOnlyDictionary<string, object?> row, Formats formats)
    {
        var names = new List<string>();
        foreach (var (name, value) in row)
        {
            var column = columns.Find(name);
            if (CellValue.Fit(value, column, formats, mayCut: false) is { } cell)
            {
                dialect.Bind(command, PageSql.Name('p', names.Count), column, cell);
                names.Add(column.Quoted);
            }
        }

        command.CommandText = Statement(dialect.QuoteTable(table.Name), names);
    }

    /// <summary>Parameters @p0, @p1, ... in the order of the columns.</summary>
    internal static string Statement(string quotedTable, IReadOnlyList<string> quotedColumns) =>
        $"INSERT INTO {quotedTable} ({string.Join(", ", quotedColumns)}) VALUES ({string.Join(", ", quotedColumns.Select((_, index) => PageSql.Name('p', index)))})";
}
