using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>SqlBulkCopy in one transaction, a batch of rows at a time.</summary>
internal sealed class SqlServerExchangeWriter : IExchangeWriter
{
    public async Task WriteAsync(string connectionString, IEnumerable<ExchangeRow> rows, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.TableLock, transaction)
        {
            DestinationTableName = "dbo.[B24_Exchange]",
            BulkCopyTimeout = 600,
        };
        foreach (var name in ExchangeCells.Names)
        {
            copy.ColumnMappings.Add(name, name);
        }

        await RowBatches.PumpAsync(
            rows,
            Table,
            async table =>
            {
                using (table)
                {
                    await copy.WriteToServerAsync(table, cancellationToken);
                }
            },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static DataTable Table(ExchangeRow[] batch)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var name in ExchangeCells.Names)
        {
            table.Columns.Add(name, typeof(object));
        }

        table.BeginLoadData();
        var sink = new ObjectCellSink();
        foreach (var row in batch)
        {
            ExchangeCells.Write(row, sink);
            table.Rows.Add(sink.Take());
        }

        table.EndLoadData();
        return table;
    }
}
