using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>
/// Writes the changed cells of a batch to every row that carries its record, in one transaction, before the portal's database commits: a crash between the two writes the same again.
/// </summary>
internal sealed class SqlWriter(RunContext context)
{
    /// <summary>Returns the records that were left alone, for somebody changed a row of theirs after it was read.</summary>
    public async Task<IReadOnlyList<ReverseRecord>> WriteAsync(IReadOnlyList<ReverseRecord> records, CancellationToken cancellationToken)
    {
        var mark = ReverseMark.Cells(context);
        var changes = records.Where(record => record is { Changes.Count: > 0, NewCells: null }).ToDictionary(record => Change(record, mark));
        string[] deleted = [.. records.Where(record => record.DeletesRows).SelectMany(record => record.Carriers).Select(carrier => carrier.Row.Key).Distinct(StringComparer.Ordinal)];
        if (changes.Count == 0 && deleted.Length == 0)
        {
            return [];
        }

        var source = context.Definition.Source;
        var work = new RowChanges { Table = source.Table, Key = source.Key, Changes = [.. changes.Keys], Deletes = deleted };
        var passed = await context.Source.ChangeAsync(work, cancellationToken);
        return [.. passed.Select(change => changes[change])];
    }

    /// <summary>Changes stand in the order of the flow's rules, so that records with the same columns are written together.</summary>
    private static RowChange Change(ReverseRecord record, IReadOnlyList<(string Column, object Value)> mark)
    {
        string[] columns = [.. record.Changes.Select(change => change.Column.Name)];
        return new RowChange(
            [.. columns, .. mark.Select(cell => cell.Column)],
            [.. record.Changes.Select(change => change.Cell), .. mark.Select(cell => cell.Value)],
            [.. record.Carriers.Select(carrier => (carrier.Row.Key, (IReadOnlyList<object?>)[.. columns.Select(column => carrier.Row[column])]))]);
    }
}
