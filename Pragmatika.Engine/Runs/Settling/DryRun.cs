using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Settling;

/// <summary>Ends batches that are only planned: every change counts as if it had landed; what would have been done is kept with the run, nothing else is stored.</summary>
internal sealed class DryRun(RunContext context, BatchSettlement settlement, RunProgress progress)
{
    private long _kept;

    public async Task SettleAsync(Batch batch, CancellationToken cancellationToken)
    {
        foreach (var change in batch.Changes)
        {
            change.State = ChangeState.Landed;
            change.Record.Outcome = change.IsCreate ? Outcome.Created : Outcome.Updated;
            change.Record.LinkMoved = true;
            change.Record.CrmId ??= 0;
            change.Record.Agreed = change.Record.Wanted;
        }

        var links = settlement.Links(batch);
        var result = settlement.Settle(batch, links);
        context.Links.Push(links); // later batches of this run see what earlier ones would have made
        var planned = PlannedEntries.Of(context, batch, _kept + 1);
        await context.Planned.AppendAsync(context.RunId, planned, cancellationToken);
        _kept += planned.Count;
        progress.BatchDone(result.Counters);
    }
}
