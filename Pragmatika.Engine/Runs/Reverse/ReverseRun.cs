using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Delivering;
using Pragmatika.Engine.Runs.Forward;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Questions;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>
/// The way back: takes what was heard of the portal's records, reads what they are now, compares them with their rows and with what both sides last agreed on, and writes to SQL what
/// changed in the CRM. Our own writes are known by their values, whenever and by whomever they come back.
/// </summary>
internal sealed class ReverseRun(RunContext context, RunProgress progress)
{
    private const int BatchRecords = 2500;

    private readonly IReadOnlyList<ReverseFlow> _flows = ReverseFlow.AllOf(context);
    private readonly HeardLinks _links = new(context);
    private readonly CarrierFinder _carriers = new(context);
    private readonly SqlWriter _writer = new(context);
    private readonly BornRecords _born = new(context);
    private readonly BornReferences _references = new(context, ReverseFlow.AllOf(context), new CarrierFinder(context));
    private readonly BornWriter _births = new(context, progress);
    private readonly ReversePlan _plan = new(context.SourceMoments, new ValueReader(context.Definition.Formats), context.Desk);
    private readonly ReverseQuestions _questions = new(context);
    private readonly Referrers _referrers = new(context);
    private readonly CrmPeople _people = new(context.Portal);
    private readonly HashSet<string> _owed = new(StringComparer.Ordinal);

    /// <summary>Runs to the end of the inbox, or to the end of the batch under way once <paramref name="finish"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken finish, CancellationToken stop)
    {
        if (_flows.Count == 0)
        {
            return;
        }

        var portal = context.Definition.Destination.Connection;
        var types = _flows.Select(flow => flow.Target.Entity.EntityTypeId).Distinct().ToList();
        var cursor = await context.Heard.CursorAsync(context.Exchange, stop);
        for (var hasMore = true; hasMore && !finish.IsCancellationRequested;)
        {
            var page = await context.Heard.ReadAsync(portal, types, cursor, BatchRecords, stop);
            if (page.Through > cursor)
            {
                await ExecuteAsync(page, stop);
            }

            (cursor, hasMore) = (page.Through, page.HasMore);
        }

        if (!context.Request.DryRun)
        {
            await context.Heard.PurgeAsync(portal, stop);
            await DeliverOwedAsync(finish, stop);
        }
    }

    /// <summary>Looks at some records out of turn, for what people decided; their rows go the way forward afterwards.</summary>
    public async Task LookAtAsync(IReadOnlyList<(string Flow, long CrmId)> wanted, CancellationToken cancellationToken)
    {
        var records = new List<ReverseRecord>();
        foreach (var flow in _flows)
        {
            records.AddRange(await PlanAsync(flow, [.. wanted.Where(one => one.Flow == flow.Target.Name).Select(one => one.CrmId).Distinct()], cancellationToken));
        }

        if (records.Count > 0)
        {
            await DeliverAsync(records, page: null, cancellationToken);
        }
    }

    private async Task ExecuteAsync(InboxPage page, CancellationToken cancellationToken)
    {
        var records = new List<ReverseRecord>();
        foreach (var flow in _flows)
        {
            var ids = page.Records.Where(heard => heard.EntityTypeId == flow.Target.Entity.EntityTypeId).Select(heard => heard.CrmId).ToList();
            records.AddRange(await PlanAsync(flow, ids, cancellationToken));
        }

        Echoes.Judge(records);
        records.AddRange(await _references.FillAsync(records, (flow, ids) => PlanAsync(flow, ids, cancellationToken), cancellationToken));
        await DeliverAsync(records, page, cancellationToken);
    }

    private async Task DeliverAsync(List<ReverseRecord> records, InboxPage? page, CancellationToken cancellationToken)
    {
        await context.Fuse.CheckAsync(Planned(records), cancellationToken);
        if (context.Request.DryRun)
        {
            progress.BatchDone(Counters(records));
            return;
        }

        await _births.WriteAsync(records, cancellationToken);
        await LookAgainAsync(await _writer.WriteAsync(records, cancellationToken), cancellationToken);
        progress.BatchDone(Counters(records));
        var astray = await AstrayAsync(records, cancellationToken);
        await context.Store.CommitAsync(await CommitAsync(page, records, astray, cancellationToken), cancellationToken);
        context.Heard.Recognised(records.Count(record => record.Echo == Echo.Own), records.Count(record => record.Echo == Echo.NearMiss));
        _owed.UnionWith(Owed(records, astray));
    }

    /// <summary>Rows that somebody changed under our hands are compared anew: they stay heard.</summary>
    private async Task LookAgainAsync(IReadOnlyList<ReverseRecord> passed, CancellationToken cancellationToken)
    {
        foreach (var entity in passed.GroupBy(record => record.Flow.Target.Entity.EntityTypeId, record => record.MovedFrom ?? record.Link.CrmId))
        {
            await context.Heard.LookAtAsync(context.Definition.Destination.Connection, entity.Key, entity.Distinct(), cancellationToken);
        }

        foreach (var record in passed)
        {
            record.Postpone();
        }
    }

    private static FuseTotals Planned(IReadOnlyList<ReverseRecord> records) => new(
        Creates: records.Count(record => record.NewCells is not null),
        Updates: records.Count(record => record is { Changes.Count: > 0, NewCells: null }),
        BlankedFields: records.Sum(record => record.Changes.Count(change => change.After.IsNone && !change.Before.IsNone)),
        Deletes: records.Sum(record => record.DeletesRows ? record.Carriers.Count : 0));

    private async Task<IReadOnlyList<ReverseRecord>> PlanAsync(ReverseFlow flow, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var (records, unlinked) = await _links.FindAsync(flow, ids, cancellationToken);
        var rows = await _carriers.FindAsync(flow, [.. records.Select(record => record.Link.Key)], cancellationToken);
        foreach (var record in records)
        {
            record.Carriers = rows.GetValueOrDefault(record.Link.Key) ?? [];
            _born.Resume(record);
            if (context.Paused.Has(flow.Target.Name, record.Link.Key))
            {
                record.Pause();
            }
            else
            {
                _plan.Make(record);
            }
        }

        var born = _born.Of(flow, unlinked).ToList();
        born.ForEach(_plan.Make);
        return [.. records, .. born];
    }

    /// <summary>What was written meanwhile for a record that has moved still points at the one that is gone. Of those heard in the same page the link is stored by what was heard.</summary>
    private async Task<IReadOnlyList<Referrer>> AstrayAsync(IReadOnlyList<ReverseRecord> records, CancellationToken cancellationToken)
    {
        var astray = new List<Referrer>();
        foreach (var flow in records.Where(record => record.MovedFrom is not null).GroupBy(record => record.Flow.Target))
        {
            var gone = flow.ToDictionary(record => record.Link.Key, record => record.MovedFrom, StringComparer.Ordinal);
            astray.AddRange((await _referrers.FindAsync(flow.Key, gone.Keys, cancellationToken)).Where(referrer => referrer.Id == gone.GetValueOrDefault(referrer.Key)));
        }

        foreach (var (referrer, heard) in astray.Join(records, one => (one.Flow.Name, one.Link.Key), one => (one.Flow.Target.Name, one.Link.Key), (referrer, heard) => (referrer, heard)))
        {
            (heard.Agreed[referrer.Field], heard.AgreedMoved) = (Value.None, true);
        }

        return astray;
    }

    private async Task<BatchCommit> CommitAsync(InboxPage? page, IReadOnlyList<ReverseRecord> records, IReadOnlyList<Referrer> astray, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var (asked, ended) = (await _people.NamedAsync(_questions.Asked(records, now), cancellationToken), _questions.Ended(records));
        var journal = records.SelectMany(record => ReverseEntries.Of(context, record, now)).Concat(QuestionEntries.Of(context, asked, ended, now)).Concat(progress.TakeCalls()).ToList();
        if (page is { Records.Count: > 0 })
        {
            var counted = Counters(records).Aggregate(default(RunCounters), (sum, flow) => sum + flow);
            journal.Add(RunEntries.Heard(progress.Record, now, page.Records.Count, records.Count(record => record.Changes.Count > 0), counted));
        }

        var deleted = records.Where(record => record.DeletesRows).ToList();
        return context.Commit(progress) with
        {
            Parts =
            [
                new LinkPart
                {
                    Moved = [.. records.Where(record => record.AgreedMoved).Select(LinkOf), .. Unheard(astray, records)],
                    Forgotten = [.. deleted.Select(record => (record.Flow.Target.Name, record.Link.Key))],
                },
                new RowPart { Met = [.. Owed(records, astray).Concat(Carriers(deleted)).Distinct(StringComparer.Ordinal).Select(NeverSeen)] },
                new QuestionPart { Asked = asked, Ended = ended },
                .. HeardThrough(page),
            ],
            Journal = journal,
        };
    }

    private static IReadOnlyList<InboxPart> HeardThrough(InboxPage? page) => page is null ? [] : [new InboxPart(page.Through)];

    private static IEnumerable<Link> Unheard(IEnumerable<Referrer> astray, IEnumerable<ReverseRecord> records) => astray
        .ExceptBy(records.Select(record => (record.Flow.Target.Name, record.Link.Key)), referrer => (referrer.Flow.Name, referrer.Link.Key))
        .Select(referrer => referrer.Unsettled());

    private static IEnumerable<string> Carriers(IEnumerable<ReverseRecord> records) => records.SelectMany(record => record.Carriers).Select(carrier => carrier.Row.Key);

    private static IEnumerable<string> Owed(IEnumerable<ReverseRecord> records, IEnumerable<Referrer> astray) =>
        Carriers(records.Where(record => record.OwesCrm)).Concat(astray.Select(referrer => referrer.RowKey)).Distinct(StringComparer.Ordinal);

    /// <summary>A state that no row matches: should this run end before the row is delivered, the next one that reads it looks at it.</summary>
    private RowState NeverSeen(string rowKey) => new(rowKey, new byte[RowFingerprint.Length], new string((char)('0' + (int)Outcome.Unchanged), context.Targets.Count));

    private static Link LinkOf(ReverseRecord record) => record.Link with
    {
        Agreed = ValueJson.Write(record.Flow.Target.Mapper.Fields, record.Agreed, record.Echo == Echo.None ? record.Link.Agreed : LinkMark.Unheard.TakeOff(record.Link.Agreed)),
        SourceVersion = record.Link.SourceVersion == BornRecords.Intent ? null : record.Link.SourceVersion,
    };

    private RunCounters[] Counters(IReadOnlyList<ReverseRecord> records)
    {
        var counters = new RunCounters[context.Targets.Count];
        foreach (var record in records)
        {
            var flow = record.Flow.Target.Index;
            counters[flow] = counters[flow].Plus(record.Outcome);
        }

        Echoes.Count(records, counters);
        return counters;
    }

    /// <summary>Rows that won a conflict, or spell what the CRM said in their own way, are delivered at once: nothing in the source would tell the next run to look at them.</summary>
    private async Task DeliverOwedAsync(CancellationToken finish, CancellationToken stop)
    {
        if (_owed.Count == 0 || finish.IsCancellationRequested)
        {
            return;
        }

        var repair = context with { Request = context.Request with { Mode = RunMode.Keys, Keys = [.. _owed] }, Links = new LinkView(context.Store, context.Exchange) };
        var read = SourceReading.For(repair.Definition, repair.Request, repair.Shape.Columns, checkpoint: null);
        await RunParts.Pump(repair, progress).RunAsync(read, savesCursor: false, finish, stop);
    }
}
