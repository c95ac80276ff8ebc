using System.Data.Common;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Deletes rows by key, one statement a row: deletes are few, and plain statements are the same on every engine.</summary>
internal static class RowDeletion
{
    internal const string KeyEquality = "{0} = {1}";
    internal const string PaddedEquality = "rtrim({0}) = {1}";

    public static async Task<int> RunAsync(
        ISqlDialect dialect, DbTransaction transaction, SqlTable table, IReadOnlyList<string> key, IReadOnlyList<string> rowKeys, Formats formats, CancellationToken cancellationToken)
    {
        var found = new TableColumns(dialect, table);
        Column[] columns = [.. key.Select(found.Find)];
        var deleted = 0;
        foreach (var rowKey in rowKeys.Order(StringComparer.Ordinal)) // one order for everybody: two writers cannot wait for each other's rows crosswise
        {
            if (KeyText.Parse(rowKey, columns, dialect.Engine, formats.GuidBytes) is { } values)
            {
                var gone = await DeleteAsync(dialect, transaction, table, columns, values, KeyEquality, cancellationToken);

                // A text key may be stored with trailing spaces that its canonical form lacks.
                deleted += gone == 0 && columns.Any(column => column.Kind == ColumnKind.Text)
                    ? await DeleteAsync(dialect, transaction, table, columns, values, PaddedEquality, cancellationToken)
                    : gone;
            }
        }

        return deleted;
    }

    private static async Task<int> DeleteAsync(
        ISqlDialect dialect, DbTransaction transaction, SqlTable table, Column[] key, object[] values, string textEquality, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Statement(dialect.QuoteTable(table.Name), key, textEquality);
        for (var index = 0; index < key.Length; index++)
        {
            dialect.Bind(command, PageSql.Name('k', index), key[index], values[index]);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Parameters @k0, @k1, ... in the order of the key.</summary>
    internal static string Statement(string quotedTable, IReadOnlyList<Column> key, string textEquality)
    {
        var where = key.Select((column, index) => string.Format(null, column.Kind == ColumnKind.Text ? textEquality : KeyEquality, column.Quoted, PageSql.Name('k', index)));
        return $"DELETE FROM {quotedTable} WHERE {string.Join(" AND ", where)}";
    }
}
