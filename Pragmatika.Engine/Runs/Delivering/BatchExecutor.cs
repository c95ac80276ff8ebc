using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Delivery.Extras;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Engine.Runs.Delivering;

/// <summary>Takes one batch from mapped rows to delivered changes.</summary>
internal sealed class BatchExecutor(RunContext context, BatchPreparer preparer, BatchPlanner planner, Deliverer deliverer, GoneRecords gone, ExtraDelivery extras, ReturnedRecords returned)
{
    /// <summary>What needs no knowledge of the batch before: may run while that one is delivered.</summary>
    public async Task PrepareAsync(Batch batch, CancellationToken cancellationToken)
    {
        using var span = EngineTelemetry.Stage("batch.prepare", batch.Rows.Count);
        RecordGatherer.Gather(batch, context);
        await preparer.PrepareAsync(batch, cancellationToken);
    }

    /// <summary>Plans only; see <see cref="RunRequest.DryRun"/>. The batch is prepared and the one before it is delivered.</summary>
    public async Task PlanAsync(Batch batch, CancellationToken cancellationToken)
    {
        using var span = EngineTelemetry.Stage("batch.plan", batch.Rows.Count);
        await planner.PlanAsync(batch, cancellationToken);
        if (context.Exactly is { } planned)
        {
            await new ExactGate(context, planned).ApplyAsync(batch, cancellationToken);
            return; // the fuse asks whether somebody has looked: somebody has
        }

        await context.Fuse.CheckAsync(batch.Changes, cancellationToken);
    }

    public async Task DeliverAsync(Batch batch, CancellationToken cancellationToken)
    {
        using var span = EngineTelemetry.Stage("batch.deliver", batch.Rows.Count);
        await deliverer.DeliverAsync(batch.Changes, cancellationToken);
        await deliverer.DeliverAsync(await gone.FollowAsync(batch, cancellationToken), cancellationToken);
        List<Change> late = [.. LateReferences(batch), .. AstrayReferences(batch)];
        batch.Changes.AddRange(late);
        await deliverer.DeliverAsync(late, cancellationToken);
        await extras.DeliverAsync(batch.Changes, cancellationToken);
        await returned.TakeMarksOffAsync(batch, cancellationToken);
    }

    /// <summary>References whose record landed only after the record that names it (it was refused by a limit and sent again): written now, by an update.</summary>
    private static List<Change> LateReferences(Batch batch)
    {
        var late = new List<Change>();
        foreach (var change in batch.Changes.Where(change => change is { State: ChangeState.Landed, Awaits: not null }))
        {
            var open = change.Awaits!
                .Where(awaited => awaited.Value.State == ChangeState.Landed && change.Record.Agreed[awaited.Key].IsNone)
                .ToDictionary(awaited => awaited.Key, awaited => awaited.Value.Record.CrmId!.Value);
            if (open.Count > 0)
            {
                late.Add(new Change(change.Record, isCreate: false, [.. open.Keys], change.Record.Agreed) { Resolved = open, Created = change.IsCreate });
            }
        }

        return late;
    }

    /// <summary>References that were written with the id of a record that turned out to be gone: they follow it to the one that took its place.</summary>
    private IEnumerable<Change> AstrayReferences(Batch batch)
    {
        var moved = batch.AllRecords
            .Where(record => record is { MovedFrom: not null, Cause: null })
            .GroupBy(record => (context.Targets[record.Flow].Name, record.MovedFrom!.Value), record => record.CrmId!.Value)
            .ToDictionary(group => ((string?)group.Key.Name, group.Key.Value), group => group.First());
        foreach (var change in batch.Changes.Where(change => change is { State: ChangeState.Landed, Resolved: not null } && moved.Count > 0).ToList())
        {
            var rules = context.Targets[change.Record.Flow].Mapper.Rules;
            var astray = change.Resolved!
                .Where(field => moved.ContainsKey((rules[field.Key].Source.Flow, field.Value)))
                .ToDictionary(field => field.Key, field => moved[(rules[field.Key].Source.Flow, field.Value)]);
            if (astray.Count > 0)
            {
                yield return new Change(change.Record, isCreate: false, [.. astray.Keys], change.Record.Agreed) { Resolved = astray, Created = change.IsCreate };
            }
        }
    }
}
