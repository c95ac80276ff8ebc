using System.Data.Common;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Carries out <see cref="RowChanges"/> inside a transaction: the rows are read and held, compared with what was seen of them, and then written.</summary>
internal sealed class RowChanging(ISqlDialect dialect, DbTransaction transaction, SqlTable table, Formats formats)
{
    private static readonly IReadOnlySet<string> NothingCut = new HashSet<string>();

    /// <summary>Returns the changes that were left alone, for one of their rows was changed meanwhile or is no more.</summary>
    public async Task<IReadOnlyList<RowChange>> RunAsync(RowChanges work, CancellationToken cancellationToken)
    {
        var current = await CurrentAsync(work, cancellationToken);
        var passed = work.Changes.Where(change => change.Rows.Any(row => !IsAsSeen(change, row.Seen, current.GetValueOrDefault(row.Key)))).ToList();
        foreach (var same in work.Changes.Except(passed).GroupBy(change => string.Join('\n', change.Columns), StringComparer.OrdinalIgnoreCase))
        {
            var updates = same.SelectMany(change => change.Rows, (change, row) => new RowUpdate(row.Key, change.Values)).ToList();
            var writeBack = WriteBack.Of(dialect, table, work.Key, same.First().Columns, updates, NothingCut, onlyWhere: null, formats);
            await dialect.WriteBackAsync(transaction, writeBack, cancellationToken);
        }

        if (work.Deletes.Count > 0)
        {
            await RowDeletion.RunAsync(dialect, transaction, table, work.Key, work.Deletes, formats, cancellationToken);
        }

        return passed;
    }

    private async Task<Dictionary<string, SourceRow>> CurrentAsync(RowChanges work, CancellationToken cancellationToken)
    {
        string[] keys = [.. work.Changes.SelectMany(change => change.Rows).Select(row => row.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var read = new SqlRead { Table = work.Table, Key = work.Key, Columns = [.. work.Changes.SelectMany(change => change.Columns).Distinct(StringComparer.OrdinalIgnoreCase)], OnlyKeys = keys };
        var found = new Dictionary<string, SourceRow>(StringComparer.Ordinal);
        await foreach (var rows in new KeyLookup(transaction.Connection!, transaction, new ReadPlan(dialect, table, read, formats), locks: true).ReadAsync(keys, cancellationToken))
        {
            foreach (var row in rows)
            {
                found[row.Key] = row;
            }
        }

        return found;
    }

    private static bool IsAsSeen(RowChange change, IReadOnlyList<object?> seen, SourceRow? row) =>
        row is not null && Enumerable.Range(0, seen.Count).All(index => IsSame(seen[index], row[change.Columns[index]]));

    private static bool IsSame(object? left, object? right) =>
        left is byte[] bytes && right is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(left, right);
}
