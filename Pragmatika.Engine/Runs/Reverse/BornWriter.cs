using System.Globalization;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>
/// Gives records that were born in the CRM their rows, in an order that a crash may cut anywhere: our key on the record, then the link as an intent, then the row. What is repeated finds
/// what is there.
/// </summary>
internal sealed class BornWriter(RunContext context, RunProgress progress)
{
    public async Task WriteAsync(IReadOnlyList<ReverseRecord> records, CancellationToken cancellationToken)
    {
        var born = records.Where(record => record.NewCells is not null).ToList();
        if (born.Count == 0)
        {
            return;
        }

        await SignAsync([.. born.Where(record => record.IsNew && string.IsNullOrEmpty(record.Item!.OriginKey))], cancellationToken);
        await context.Store.CommitAsync(
            context.Commit(progress) with { Parts = [new LinkPart { Moved = [.. born.Where(record => record.IsNew).Select(record => record.Link)] }] },
            cancellationToken);
        var mark = ReverseMark.Cells(context);
        await context.Source.InsertAsync(context.Definition.Source.Table, [.. born.Select(record => Marked(record, mark))], cancellationToken);
    }

    /// <summary>A record that another system signed keeps its key: the link knows it all the same. So does one that the portal does not let us sign.</summary>
    private async Task SignAsync(IReadOnlyList<ReverseRecord> records, CancellationToken cancellationToken)
    {
        foreach (var part in records.Chunk(context.Portal.BatchSize))
        {
            var commands = part.Select(record => context.Portal.Update(
                record.Flow.Target.Entity, record.Link.CrmId.ToString(CultureInfo.InvariantCulture), [.. record.Flow.Target.OriginFields(record.Link.Key)]));
            await context.Portal.BatchAsync([.. commands], cancellationToken);
        }
    }

    private static Dictionary<string, object?> Marked(ReverseRecord record, IReadOnlyList<(string Column, object Value)> mark)
    {
        var row = Row(record);
        foreach (var (column, value) in mark)
        {
            row[column] = value;
        }

        return row;
    }

    /// <summary>The whole row, as it is written.</summary>
    public static Dictionary<string, object?> Row(ReverseRecord record)
    {
        var cells = new Dictionary<string, object?>(record.NewCells!, StringComparer.OrdinalIgnoreCase);
        foreach (var change in record.Changes)
        {
            cells[change.Column.Name] = change.Cell;
        }

        return cells;
    }
}
