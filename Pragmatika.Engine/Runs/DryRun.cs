using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs;

/// <summary>Ends a batch that is only planned: every change counts as if it had landed, nothing is stored.</summary>
internal static class DryRun
{
    public static void Settle(RunContext context, Batch batch, BatchSettlement settlement, RunProgress progress)
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
        progress.BatchDone(result.Counters);
    }
}
