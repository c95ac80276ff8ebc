using System.Globalization;
using System.Runtime.ExceptionServices;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Reverse;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>
/// Undoes a run, or what it did to one record, newest write first. What both sides last agreed on stays: to the exchange an undone value is a change that a person made on that side, so
/// a run over an unchanged row does not write it again. Each page is planned, written and committed before the next one is read.
/// </summary>
internal sealed class UndoRun(RunContext context, RunProgress progress, UndoMemory memory)
{
    private readonly UndoJournal _journal = new(context, memory);
    private readonly CrmUndo _crm = new(context, memory);
    private readonly SqlUndo _sql = new(context);
    private long _planned;

    public async Task RunAsync(CancellationToken finish, CancellationToken stop)
    {
        while (!finish.IsCancellationRequested && await _journal.NextAsync(stop) is { } entries)
        {
            await ExecuteAsync(entries, stop);
        }

        if (!finish.IsCancellationRequested && context.Request is { Retries: null, Of: { Key: null } of } && await memory.RunAsync(of.Run, stop) is { } run)
        {
            await TellLostAsync(run.Total.Created + run.Total.Updated - _journal.Found, stop);
        }
    }

    private async Task ExecuteAsync(IReadOnlyList<UndoEntry> entries, CancellationToken cancellationToken)
    {
        var known = entries.ToLookup(entry => context.Targets.Any(target => target.Name == entry.Flow));
        var orphans = UndoRecord.Merge(known[false]);
        orphans.ToList().ForEach(record => record.Refuse(UndoTexts.NoFlow.With(record.Flow)));
        var inTable = UndoRecord.Merge(known[true].Where(entry => entry.IsOfTable));
        var inCrm = UndoRecord.Merge(known[true].Where(entry => !entry.IsOfTable));
        var targets = UndoTargets.Of(context.Targets, inCrm);
        var cells = await _sql.PlanAsync(inTable, cancellationToken);
        await _crm.PlanAsync(inCrm, targets, cancellationToken);
        IReadOnlyList<UndoRecord> records = [.. inTable, .. inCrm, .. orphans];
        progress.RowsRead(records.Count);
        if (context.Request.DryRun)
        {
            await KeepAsync(records, cells, targets, cancellationToken);
            progress.BatchDone(Counters(records, isDone: false));
            return;
        }

        await WriteAsync(records, inCrm, cells, targets, cancellationToken);
    }

    /// <summary>The table first, as in the way back: a crash in between finds its cells as they were before, and goes on.</summary>
    private async Task WriteAsync(
        IReadOnlyList<UndoRecord> records, IReadOnlyList<UndoRecord> inCrm, IReadOnlyDictionary<UndoRecord, ReverseRecord> cells, IReadOnlyList<FlowTarget> targets, CancellationToken cancellationToken)
    {
        await _sql.WriteAsync(cells.Values, cancellationToken);
        try
        {
            await _crm.DeliverAsync(inCrm, targets, cancellationToken);
        }
        catch (DeliveryStoppedException exception)
        {
            await CommitAsync([.. records.Where(record => record.Change is { State: ChangeState.Landed } || cells.ContainsKey(record))], cells, targets, CancellationToken.None);
            ExceptionDispatchInfo.Throw(exception);
        }

        await ForgetIdsAsync(inCrm, targets, cancellationToken);
        progress.BatchDone(Counters(records, isDone: true));
        await CommitAsync(records, cells, targets, cancellationToken);
    }

    private Task CommitAsync(
        IReadOnlyList<UndoRecord> records, IReadOnlyDictionary<UndoRecord, ReverseRecord> cells, IReadOnlyList<FlowTarget> targets, CancellationToken cancellationToken)
    {
        var entries = new UndoEntries(context, targets);
        var landed = records.Where(record => record.Change is { State: ChangeState.Landed }).ToList();
        return context.Store.CommitAsync(
            context.Commit(progress) with
            {
                Parts =
                [
                    new LinkPart
                    {
                        Moved = [.. landed.Where(record => record.Action == UndoAction.Recreate).Select(record => LinkOf(targets, record))],
                        Forgotten = [.. landed.Where(record => record.Action == UndoAction.Delete).SelectMany(record => record.LinkedKeys.Select(key => (record.Flow, key)))],
                    },
                ],
                Journal = [.. records.Select(record => entries.Of(record, cells.GetValueOrDefault(record))).OfType<JournalEntry>(), .. progress.TakeCalls()],
            },
            cancellationToken);
    }

    private static Link LinkOf(IReadOnlyList<FlowTarget> targets, UndoRecord record)
    {
        var work = record.Change!.Record;
        var target = targets[work.Flow];
        return new Link
        {
            Flow = record.Flow,
            Key = record.Key,
            EntityTypeId = target.Entity.EntityTypeId,
            CrmId = work.CrmId!.Value,
            Agreed = target.HearsCrm ? LinkMark.Unheard.Put(ValueJson.Write(target.Mapper.Fields, work.Agreed)) : ValueJson.Write(target.Mapper.Fields, work.Agreed),
            MatchValues = work.MatchValues.Count == 0 && !target.HearsCrm ? [] : [.. work.MatchValues, work.CrmId.Value.ToString(CultureInfo.InvariantCulture)],
        };
    }

    private async Task KeepAsync(
        IReadOnlyList<UndoRecord> records, IReadOnlyDictionary<UndoRecord, ReverseRecord> cells, IReadOnlyList<FlowTarget> targets, CancellationToken cancellationToken)
    {
        var entries = new UndoEntries(context, targets);
        var kept = new List<PlannedChange>();
        foreach (var record in records)
        {
            if (entries.Planned(record, cells.GetValueOrDefault(record), _planned + kept.Count + 1) is { } change)
            {
                kept.Add(change);
            }
        }

        _planned += kept.Count;
        await context.Planned.AppendAsync(context.RunId, kept, cancellationToken);
    }

    /// <summary>Rows must not go on naming records that are gone.</summary>
    private async Task ForgetIdsAsync(IReadOnlyList<UndoRecord> records, IReadOnlyList<FlowTarget> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            var keys = records.Where(record => record.Flow == target.Name && record is { Action: UndoAction.Delete, Change.State: ChangeState.Landed }).SelectMany(record => record.LinkedKeys).ToList();
            if (keys.Count == 0 || context.Definition.WriteBack?.Ids.GetValueOrDefault(target.Name) is not { } column)
            {
                continue;
            }

            var flow = new ReverseFlow(context.Targets[target.Index], context.Definition.Flows[target.Index], [], Mark: null);
            var rows = await new CarrierFinder(context).FindAsync(flow, keys, cancellationToken);
            var source = context.Definition.Source;
            var updates = rows.Values.SelectMany(carriers => carriers).Select(carrier => new RowUpdate(carrier.Row.Key, [null])).ToList();
            await context.Source.WriteBackAsync(source.Table, source.Key, [column], updates, new HashSet<string>(), onlyWhere: null, cancellationToken);
        }
    }

    private RunCounters[] Counters(IEnumerable<UndoRecord> records, bool isDone)
    {
        var counters = new RunCounters[context.Targets.Count];
        foreach (var record in records)
        {
            var flow = context.Targets.FirstOrDefault(target => target.Name == record.Flow)?.Index ?? 0;
            counters[flow] = counters[flow].Plus(OutcomeOf(record, isDone));
        }

        return counters;
    }

    private static Outcome OutcomeOf(UndoRecord record, bool isDone) => record switch
    {
        { Action: UndoAction.None } => Outcome.Unchanged,
        { Action: UndoAction.Refuse } => Outcome.Rejected,
        { Change.State: ChangeState.Failed } when isDone => Outcome.Failed,
        { Action: UndoAction.Recreate } => Outcome.Created,
        _ => Outcome.Updated,
    };

    private async Task TellLostAsync(long lost, CancellationToken cancellationToken)
    {
        if (lost <= 0)
        {
            return;
        }

        var counters = new RunCounters[context.Targets.Count];
        counters[0] = counters[0].Plus(Outcome.Rejected, lost);
        progress.BatchDone(counters);
        var text = UndoTexts.Lost.With(Message.Number(lost));
        if (context.Request.DryRun)
        {
            var planned = new PlannedChange { Number = _planned + 1, Kind = PlannedKind.Reject, Flow = context.Targets[0].Name, Key = "*", Title = string.Empty, Why = text };
            await context.Planned.AppendAsync(context.RunId, [planned], cancellationToken);
            return;
        }

        var entry = new JournalEntry
        {
            At = context.Time.GetUtcNow(), Level = JournalLevel.Warning, Kind = JournalKind.Failure, Exchange = context.Exchange, RunId = context.RunId, Outcome = Outcome.Rejected, Text = text,
        };
        await context.Store.CommitAsync(context.Commit(progress) with { Journal = [entry] }, cancellationToken);
    }
}
