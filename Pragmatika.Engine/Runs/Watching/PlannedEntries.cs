using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Watching;

/// <summary>What a planned batch would do, record by record. Reads and writes nothing.</summary>
internal static class PlannedEntries
{
    /// <summary>Changes of the batch, numbered from <paramref name="first"/> on. The batch is settled.</summary>
    public static List<PlannedChange> Of(RunContext context, Batch batch, long first)
    {
        var planned = new List<PlannedChange>();
        foreach (var record in batch.AllRecords)
        {
            if (KindOf(record) is { } kind)
            {
                planned.Add(Of(context, record, kind, first + planned.Count));
            }
        }

        foreach (var row in batch.Rows)
        {
            for (var flow = 0; flow < row.Mapped.Length; flow++)
            {
                if (row.Mapped[flow] is MapResult.Reject reject)
                {
                    planned.Add(Rejected(context.Targets[flow].Name, reject, row, first + planned.Count));
                }
            }
        }

        return planned;
    }

    public static PlannedKind? KindOf(RecordWork record) => record switch
    {
        { Cause: DeadLetterCause.DoubtfulMatch } => PlannedKind.Question,
        { Cause: not null } => PlannedKind.Reject,
        { Change.IsCreate: true } => PlannedKind.Create,
        { Change: not null } => PlannedKind.Update,
        { Conflicts.Count: > 0 } => PlannedKind.Question,
        { LinkMoved: true, Link: null } => PlannedKind.Link,
        _ => null,
    };

    private static PlannedChange Of(RunContext context, RecordWork record, PlannedKind kind, long number)
    {
        var fields = context.Targets[record.Flow].Mapper.Fields;
        return new PlannedChange
        {
            Number = number,
            Kind = kind,
            Flow = context.Targets[record.Flow].Name,
            Key = record.Key,
            CrmId = record.CrmId is > 0 ? record.CrmId : null,
            Title = RecordTitle.Of(fields, record.Wanted),
            Why = Why(record, kind),
            Changes = kind is PlannedKind.Create or PlannedKind.Update ? RecordEntries.Changes(fields, record.Change!) : null,
        };
    }

    private static PlannedChange Rejected(string flow, MapResult.Reject reject, RowWork row, long number) => new()
    {
        Number = number,
        Kind = PlannedKind.Reject,
        Flow = flow,
        Key = reject.Key ?? row.Key,
        Title = string.Empty,
        Why = ProblemText.Of(reject.Problems),
    };

    private static string Why(RecordWork record, PlannedKind kind) => kind switch
    {
        PlannedKind.Question or PlannedKind.Reject => record.Message ?? string.Empty,
        PlannedKind.Create => PlannedTexts.New.With(),
        _ when record.Principal is { } principal => PlannedTexts.SameAsInBatch.With(principal.Key),
        _ when record.Twin is { } twin => PlannedTexts.SameAsKey.With(twin.Key),
        _ when record.Link is null => PlannedTexts.Matched.With(),
        _ => PlannedTexts.Differs.With(),
    };
}
