using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Delivering;

/// <summary>
/// Updates that met no record any more go to the record that took its place. Where nothing did, a deleted record is not made again: its rows fare as the flow says of deleted records,
/// and where it says nothing, the update stays refused.
/// </summary>
internal sealed class GoneRecords(RunContext context, Successors successors, UnheardChanges unheard)
{
    /// <summary>Adds to the batch, and returns, the changes to send; the links of their records will follow them.</summary>
    public async Task<IReadOnlyList<Change>> FollowAsync(Batch batch, CancellationToken cancellationToken)
    {
        var lost = batch.Changes.Where(change => change is { State: ChangeState.Failed, Failure: FailureKind.NotFound, IsCreate: false, IsDelete: false, Record.Link: not null }).ToList();
        var followed = new List<Change>();
        foreach (var flow in lost.GroupBy(change => change.Record.Flow))
        {
            followed.AddRange(await FollowAsync(context.Targets[flow.Key], [.. flow], cancellationToken));
        }

        batch.Changes.AddRange(followed);
        await SiblingLinks.FindAsync(context, batch, followed, cancellationToken);
        return followed;
    }

    private async Task<IReadOnlyList<Change>> FollowAsync(FlowTarget target, IReadOnlyList<Change> lost, CancellationToken cancellationToken)
    {
        var found = await successors.FindAsync(target, [.. lost.Select(change => change.Record.Link!)], cancellationToken);
        var turned = lost.Where(change => found.ContainsKey(change.Record.Key)).ToList();
        foreach (var change in turned)
        {
            change.Record.MoveTo(found[change.Record.Key]);
            change.Record.Change = new Change(change.Record, isCreate: false, change.Fields, change.Before);
        }

        if (context.Definition.Flows[target.Index].Deleted is not null)
        {
            lost.Except(turned).ToList().ForEach(change => change.Record.LeaveGone());
        }

        await unheard.RespectAsync(target, turned.Select(change => change.Record), cancellationToken);
        foreach (var change in turned.Where(change => change.Record.Change is not null))
        {
            (change.Record.Change!.Awaits, change.Record.Change.Resolved) = (change.Awaits, change.Resolved);
        }

        var again = turned.Select(change => change.Record.Change).OfType<Change>().ToList();
        if (target.Entity.HasMultiFields)
        {
            await CurrentReader.ReadAsync(context.Portal, target, [.. again.Where(change => change.Current is null)], cancellationToken);
        }

        return again;
    }
}
