using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// Lets through what a dry run planned and what is planned now alike. What differs is refused with a reason; what the dry run did not plan is left alone without a word, and so is its row:
/// an ordinary run meets both.
/// </summary>
internal sealed class ExactGate(RunContext context, ExactPlan plan)
{
    public async Task ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        foreach (var record in batch.AllRecords)
        {
            Judge(record);
        }

        await new ExactCrmCheck(context, plan).ApplyAsync([.. batch.Changes.Where(change => !change.Record.IsWithheld)], cancellationToken);
        WithholdDependents(batch.Changes);
        batch.Changes.RemoveAll(change => change.Record.IsWithheld);
        foreach (var row in batch.Rows)
        {
            LeaveAlone(batch, row);
        }
    }

    public static void Refuse(RecordWork record, string reason)
    {
        Withhold(record);
        record.Outcome = Outcome.Rejected;
        record.Message = reason;
    }

    private void Judge(RecordWork record)
    {
        var target = context.Targets[record.Flow];
        var planned = plan.Next(target.Name, record.Key);
        var kind = PlannedEntries.KindOf(record);
        if (planned is null)
        {
            if (kind is not null)
            {
                Withhold(record);
            }

            return;
        }

        planned.IsMet = true;
        if (kind is null)
        {
            Refuse(record, ExactTexts.NotNeeded.With());
        }
        else if (!planned.IsSame(kind.Value, record.CrmId is > 0 ? record.CrmId : null, Changes(target, record)))
        {
            Refuse(record, (plan.IsDefinitionChanged ? ExactTexts.Definition : ExactTexts.Sides).With());
        }
    }

    private static string? Changes(FlowTarget target, RecordWork record) =>
        record.Change is { } change ? RecordEntries.Changes(target.Mapper.Fields, change, record.Wanted) : null;

    private static void Withhold(RecordWork record)
    {
        record.IsWithheld = true;
        record.LinkMoved = false;
        record.Outcome = Outcome.Skipped;
        record.Cause = null;
        record.Conflicts.Clear(); // whoever delivers the record asks
        record.Message = null;
    }

    /// <summary>A record goes only with everything it refers to: without it, it would not be what was looked at.</summary>
    private void WithholdDependents(IReadOnlyList<Change> changes)
    {
        for (var found = true; found;)
        {
            found = false;
            foreach (var change in changes.Where(change => !change.Record.IsWithheld))
            {
                if (Needs(change).FirstOrDefault(needed => needed.Record.IsWithheld) is { } missing)
                {
                    Refuse(change.Record, ExactTexts.Depends.With($"{context.Targets[missing.Record.Flow].Name} {missing.Record.Key}"));
                    found = true;
                }
            }
        }
    }

    private static IEnumerable<Change> Needs(Change change)
    {
        IEnumerable<Change> awaited = change.Awaits is null ? [] : change.Awaits.Values;
        return change.Principal is null ? awaited : awaited.Append(change.Principal);
    }

    private static void LeaveAlone(Batch batch, RowWork row)
    {
        for (var flow = 0; flow < row.Mapped.Length; flow++)
        {
            if (row.Mapped[flow] is MapResult.Reject)
            {
                row.IsWithheld = true;
                row.Error = null;
                row.Outcomes[flow] = Outcome.Skipped;
            }
            else if (row.Mapped[flow] is MapResult.Mapped mapped && batch.Records[flow][mapped.Key].IsWithheld)
            {
                row.IsWithheld = true;
            }
        }
    }
}
