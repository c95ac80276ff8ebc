using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Reverse;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Repair;

/// <summary>The CRM is right: what differs goes to the table, where a rule leads back. To the way back the row counts as unchanged and the record as changed.</summary>
internal sealed class RepairToSql(RunContext context, RunProgress progress)
{
    private readonly IReadOnlyList<ReverseFlow> _flows = ReverseFlow.AllOf(context);
    private readonly CarrierFinder _carriers = new(context);
    private readonly ValueReader _reader = new(context.Definition.Formats);

    public async Task RunAsync(IReadOnlyList<CompareFinding> findings, CancellationToken cancellationToken)
    {
        var records = new List<ReverseRecord>();
        var counters = new RunCounters[context.Targets.Count];
        foreach (var same in findings.GroupBy(finding => finding.Flow, StringComparer.Ordinal))
        {
            var planned = _flows.FirstOrDefault(flow => flow.Target.Name == same.Key) is { } flow
                ? await PlanAsync(flow, [.. same.Where(finding => finding.CrmId is not null)], cancellationToken)
                : [];
            var index = context.Target(same.Key).Index;
            counters[index] = counters[index].Plus(Outcome.Skipped, same.Count() - planned.Count);
            planned.ForEach(record => counters[index] = counters[index].Plus(record.Outcome));
            records.AddRange(planned);
        }

        await context.Fuse.CheckAsync(new FuseTotals(0, records.Count(record => record.Changes.Count > 0), records.Sum(record => record.Changes.Count(change => change.After.IsNone && !change.Before.IsNone))), cancellationToken);
        await new SqlWriter(context).WriteAsync(records, cancellationToken);
        progress.BatchDone(counters);
        await CommitAsync(records, cancellationToken);
    }

    private async Task<List<ReverseRecord>> PlanAsync(ReverseFlow flow, IReadOnlyList<CompareFinding> findings, CancellationToken cancellationToken)
    {
        var links = await context.Store.LinksAsync(context.Exchange, flow.Target.Name, [.. findings.Select(finding => finding.Key)], cancellationToken);
        var rows = await _carriers.FindAsync(flow, [.. links.Keys], cancellationToken);
        var items = (await context.Portal.GetManyAsync(flow.Target.Entity, [.. links.Values.Select(link => link.CrmId)], cancellationToken)).ToDictionary(item => item.Id);
        var plan = new ReversePlan(context.SourceMoments, _reader, context.Desk);
        var records = new List<ReverseRecord>();
        foreach (var link in links.Values)
        {
            if (items.TryGetValue(link.CrmId, out var item) && rows.GetValueOrDefault(link.Key) is { Count: > 0 } carriers && carriers[^1].Mapped is { } mapped)
            {
                var unchanged = link with { Agreed = ValueJson.Write(flow.Target.Mapper.Fields, Agreed(flow, link, mapped), link.Agreed) };
                var record = new ReverseRecord(flow, unchanged, item, isGone: false) { Carriers = carriers };
                plan.Make(record);
                records.Add(record);
            }
        }

        return records;
    }

    /// <summary>Fields that go back count as agreed on as the row has them; the others stay as they were agreed on.</summary>
    private static Value[] Agreed(ReverseFlow flow, Link link, MapResult.Mapped mapped)
    {
        var agreed = ValueJson.Read(link.Agreed, flow.Target.Mapper.Fields);
        foreach (var rule in flow.Rules)
        {
            agreed[rule.Index] = mapped.Values[rule.Index];
        }

        return agreed;
    }

    private Task CommitAsync(List<ReverseRecord> records, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        return context.Store.CommitAsync(
            context.Commit(progress) with
            {
                Parts = [new LinkPart { Moved = [.. records.Where(record => record.AgreedMoved).Select(Moved)] }],
                Journal = [.. records.SelectMany(record => ReverseEntries.Of(context, record, now)), .. progress.TakeCalls()],
            },
            cancellationToken);
    }

    private static Link Moved(ReverseRecord record) => record.Link with { Agreed = ValueJson.Write(record.Flow.Target.Mapper.Fields, record.Agreed, record.Link.Agreed) };
}
