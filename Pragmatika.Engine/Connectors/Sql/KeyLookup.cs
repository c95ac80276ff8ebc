using System.Data.Common;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Finds rows by their keys on a connection that is open. With <paramref name="locks"/> they stay as they are until the transaction of the connection ends.</summary>
internal sealed class KeyLookup(DbConnection connection, DbTransaction? transaction, ReadPlan plan, bool locks)
{
    /// <summary>SQL Server takes 2 100 parameters a statement; some are left for the other conditions.</summary>
    private const int KeyParameters = 2000;

    private readonly int _keysPerStatement = Math.Min(500, Math.Max(1, KeyParameters / plan.Searched.Count));
    private readonly RowReader _rows = new(plan);

    /// <summary>The rows of the next keys in portions; a key without a row is left out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Mapping.SourceRow>> ReadAsync(
        IReadOnlyList<string> keys, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var chunk in keys.Chunk(_keysPerStatement))
        {
            var rows = await FindAsync(chunk, PageStart.Keys, cancellationToken);
            if (plan.Searched.Any(column => column.Kind == ColumnKind.Text))
            {
                string[] missing = [.. chunk.Except(rows.Select(row => KeyText.Of(row.Values, plan.SearchedOrdinals, plan.Formats.GuidBytes)), StringComparer.Ordinal)];
                rows = [.. rows, .. await FindAsync(missing, PageStart.PaddedKeys, cancellationToken)];
            }

            yield return rows;
        }
    }

    /// <summary>How many rows the keys have.</summary>
    public async Task<long> CountAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var chunk in Values(keys).Chunk(_keysPerStatement))
        {
            await using var command = Command(PageSql.Count(plan, PageStart.Keys, UpperBound.None, chunk.Length), chunk);
            total += Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        }

        return total;
    }

    private async Task<IReadOnlyList<Mapping.SourceRow>> FindAsync(string[] keys, PageStart start, CancellationToken cancellationToken)
    {
        var values = Values(keys).ToArray();
        if (values.Length == 0)
        {
            return [];
        }

        await using var command = Command(PageSql.Page(plan, start, UpperBound.None, values.Length, locks), values);
        return await _rows.ReadAsync(command, int.MaxValue, cancellationToken);
    }

    private DbCommand Command(string sql, object[][] keys)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 120;
        if (plan.Status is { } status)
        {
            plan.Dialect.Bind(command, "@status", status, CellValue.Status(plan.Read.Status!.Value, status, plan.Formats));
        }

        for (var key = 0; key < keys.Length; key++)
        {
            for (var part = 0; part < plan.Searched.Count; part++)
            {
                plan.Dialect.Bind(command, PageSql.KeyName(key, part), plan.Searched[part], keys[key][part]);
            }
        }

        return command;
    }

    private IEnumerable<object[]> Values(IEnumerable<string> keys) =>
        keys.Distinct(StringComparer.Ordinal)
            .Select(key => KeyText.Parse(key, plan.Searched, plan.Dialect.Engine, plan.Formats.GuidBytes))
            .OfType<object[]>();
}
