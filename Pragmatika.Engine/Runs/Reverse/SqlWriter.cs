using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>
/// Writes the changed cells of a batch to every row that carries its record, before the portal's database commits: a crash between the two writes the same again. Records with the same
/// changed columns share a transaction, so that no other column is touched.
/// </summary>
internal sealed class SqlWriter(RunContext context)
{
    private static readonly IReadOnlySet<string> NothingCut = new HashSet<string>();

    public async Task WriteAsync(IReadOnlyList<ReverseRecord> records, CancellationToken cancellationToken)
    {
        var source = context.Definition.Source;
        foreach (var same in records.Where(record => record is { Changes.Count: > 0, NewCells: null }).GroupBy(Columns, StringComparer.Ordinal))
        {
            string[] columns = [.. same.First().Changes.Select(change => change.Column.Name)];
            var updates = same.SelectMany(Updates).ToList();
            await context.Source.WriteBackAsync(source.Table, source.Key, columns, updates, NothingCut, onlyWhere: null, cancellationToken);
        }

        string[] deleted = [.. records.Where(record => record.DeletesRows).SelectMany(record => record.Carriers).Select(carrier => carrier.Row.Key).Distinct(StringComparer.Ordinal)];
        if (deleted.Length > 0)
        {
            await context.Source.DeleteAsync(source.Table, source.Key, deleted, cancellationToken);
        }
    }

    /// <summary>Changes stand in the order of the flow's rules, so the same columns give the same text.</summary>
    private static string Columns(ReverseRecord record) => string.Join('\n', record.Changes.Select(change => change.Column.Name));

    private static IEnumerable<RowUpdate> Updates(ReverseRecord record)
    {
        var cells = record.Changes.ConvertAll(change => change.Cell);
        return record.Carriers.Select(carrier => new RowUpdate(carrier.Row.Key, cells));
    }
}
