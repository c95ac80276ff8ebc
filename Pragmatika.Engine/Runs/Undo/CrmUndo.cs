using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>Plans and delivers what an undo does in the CRM.</summary>
internal sealed class CrmUndo(RunContext context, UndoMemory memory)
{
    private readonly UndoTouch _touch = new(context, memory);
    private readonly Dictionary<RecordReference, long> _recreated = [];

    /// <summary>Decides for records of one page, later flows first: what refers to a record goes before it.</summary>
    public async Task PlanAsync(IReadOnlyList<UndoRecord> records, IReadOnlyList<FlowTarget> targets, CancellationToken cancellationToken)
    {
        foreach (var flow in records.GroupBy(record => record.Flow, StringComparer.Ordinal).OrderByDescending(flow => targets.First(target => target.Name == flow.Key).Index))
        {
            await PlanAsync(targets.First(target => target.Name == flow.Key), [.. flow], cancellationToken);
        }

        WirePrecheck.Apply([.. records.Select(record => record.Change).OfType<Change>().Where(change => !change.IsDelete)], targets);
        foreach (var record in records.Where(record => record.Change is { State: ChangeState.Failed }))
        {
            record.Refuse(UndoTexts.Refused.With(record.Change!.Record.Message));
        }
    }

    /// <summary>Sends what is planned: values first, then deletes, then creates in the order of the flows.</summary>
    public async Task DeliverAsync(IReadOnlyList<UndoRecord> records, IReadOnlyList<FlowTarget> targets, CancellationToken cancellationToken)
    {
        var options = new DeliveryOptions(context.Limits.Lanes, context.Limits.MaxAttempts, context.Limits.SettleTime);
        var deliverer = new Deliverer(context.Portal, targets, options, context.Time);
        await deliverer.DeliverAsync(ChangesOf(records, UndoAction.Restore), cancellationToken);
        foreach (var flow in targets.Reverse())
        {
            await deliverer.DeliverAsync(ChangesOf(records.Where(record => record.Flow == flow.Name), UndoAction.Delete), cancellationToken);
        }

        foreach (var flow in targets)
        {
            await RecreateAsync(deliverer, flow, [.. records.Where(record => record.Flow == flow.Name && record.Action == UndoAction.Recreate)], cancellationToken);
        }
    }

    private static List<Change> ChangesOf(IEnumerable<UndoRecord> records, UndoAction action) =>
        [.. records.Where(record => record.Action == action).Select(record => record.Change).OfType<Change>()];

    /// <summary>A key that has a record again by now gets no second one.</summary>
    private async Task RecreateAsync(Deliverer deliverer, FlowTarget target, IReadOnlyList<UndoRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count > 0)
        {
            var found = await context.Portal.FindByOriginAsync(target.Entity, target.Originator, [.. records.Select(record => target.OriginKey(record.Key))], cancellationToken);
            foreach (var record in records)
            {
                if (found.TryGetValue(target.OriginKey(record.Key), out var ids) && ids.Count > 0)
                {
                    record.Refuse(UndoTexts.ThereAgain.With(ids[0]));
                }
            }

            var changes = ChangesOf(records, UndoAction.Recreate);
            changes.ForEach(Resolve);
            await deliverer.DeliverAsync(changes, cancellationToken);
            foreach (var change in changes.Where(change => change.State == ChangeState.Landed))
            {
                _recreated[new RecordReference(target.Name, change.Record.Key)] = change.Record.CrmId!.Value;
            }
        }
    }

    /// <summary>What was created again a moment ago has another id now.</summary>
    private void Resolve(Change change)
    {
        foreach (var index in change.Fields)
        {
            if (change.Record.Wanted[index] is { Kind: ValueKind.Reference } reference && _recreated.TryGetValue(reference.AsReference, out var id))
            {
                (change.Resolved ??= [])[index] = id;
            }
        }
    }

    private async Task PlanAsync(FlowTarget target, IReadOnlyList<UndoRecord> records, CancellationToken cancellationToken)
    {
        var references = new UndoReferences(context);
        await references.ReadAsync(target, records, cancellationToken);
        var ids = records.Where(record => record is { Deleted: false, CrmId: not null }).Select(record => record.CrmId!.Value).ToList();
        var items = ids.Count == 0 ? [] : (await context.Portal.GetManyAsync(target.Entity, ids, cancellationToken)).ToDictionary(item => item.Id);
        var plan = new CrmUndoPlan(target, references);
        foreach (var record in records)
        {
            plan.Make(record, record.CrmId is { } id ? items.GetValueOrDefault(id) : null);
        }

        await _touch.RefuseTouchedAsync(target, [.. records.Where(record => record.Action == UndoAction.Delete)], items, cancellationToken);
        await FindLinksAsync(target, [.. records.Where(record => record.Action == UndoAction.Delete)], cancellationToken);
    }

    private async Task FindLinksAsync(FlowTarget target, IReadOnlyList<UndoRecord> deletes, CancellationToken cancellationToken)
    {
        var keys = await memory.Links.KeysOfAsync(context.Exchange, target.Name, [.. deletes.Select(record => record.CrmId!.Value)], cancellationToken);
        foreach (var record in deletes)
        {
            record.LinkedKeys = [.. keys[record.CrmId!.Value]];
        }
    }
}
