using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Vanished;

/// <summary>
/// Follows rows that went from the source: a full scan that met every row knows which of the rows it once committed are gone; the records that no row carries any more are marked, deleted, or
/// asked about. Costs a look at the row states, and reads the source once more only when a row is gone.
/// </summary>
internal sealed class VanishedRun(RunContext context, RunProgress progress)
{
    private const int BatchRecords = 500;

    private readonly VanishedDelivery _delivery = new(context, progress);

    public async Task RunAsync(SeenRows seen, CancellationToken cancellationToken)
    {
        var gone = await GoneRowsAsync(seen, cancellationToken);
        if (gone.Count == 0)
        {
            return;
        }

        var flows = Flows(context.Definition, context.Request.DryRun);
        var carried = await CarriedKeys.ReadAsync(context, flows, cancellationToken);
        var isDone = true;
        foreach (var flow in flows)
        {
            isDone &= carried.IsKnown(flow) ? await FollowAsync(flow, carried, cancellationToken) : await SkipAsync(flow, cancellationToken);
        }

        if (isDone && !context.Request.DryRun)
        {
            await context.Store.CommitAsync(context.Commit(progress) with { Parts = [new RowPart { Forgotten = gone }] }, cancellationToken);
        }
    }

    /// <summary>Flows that follow vanished rows. A dry run tells of those, too, that are told to do nothing.</summary>
    public static IReadOnlyList<int> Flows(ExchangeDefinition definition, bool isDryRun) =>
        [.. Enumerable.Range(0, definition.Flows.Count).Where(flow => definition.Flows[flow].Vanished is { } vanished && (isDryRun || vanished.Policy != DeletePolicy.Ignore))];

    private async Task<List<string>> GoneRowsAsync(SeenRows seen, CancellationToken cancellationToken)
    {
        var gone = new List<string>();
        await foreach (var row in context.Rows.KeysAsync(context.Exchange, cancellationToken))
        {
            if (!seen.Has(row))
            {
                gone.Add(row);
            }
        }

        return gone;
    }

    /// <summary>All vanished records of a flow are known before the first is touched: a table that came up empty meets the fuse, not the portal.</summary>
    private async Task<bool> FollowAsync(int flow, CarriedKeys carried, CancellationToken cancellationToken)
    {
        var target = context.Targets[flow];
        var vanished = new List<Link>();
        var carriedIds = new HashSet<long>();
        await foreach (var link in context.Store.AllLinksAsync(context.Exchange, target.Name, cancellationToken))
        {
            if (carried.Has(flow, link.Key))
            {
                carriedIds.Add(link.CrmId);
            }
            else if (!context.Paused.Has(target.Name, link.Key) && !context.Desk.IsKept(new QuestionName(QuestionKind.DeleteRecord, target.Name, link.Key, string.Empty)))
            {
                vanished.Add(link);
            }
        }

        vanished.RemoveAll(link => carriedIds.Contains(link.CrmId)); // another key is the same record, and its rows are there
        var policy = context.Definition.Flows[flow].Vanished!.Policy;
        await context.Fuse.CheckAsync(policy == DeletePolicy.Mark ? new FuseTotals(0, vanished.Count, 0) : new FuseTotals(0, 0, 0, vanished.Count), cancellationToken);
        var isDone = true;
        foreach (var batch in vanished.Chunk(BatchRecords))
        {
            isDone &= await _delivery.DeliverAsync(target, context.Definition.Flows[flow].Vanished!, batch, cancellationToken);
        }

        return isDone;
    }

    private async Task<bool> SkipAsync(int flow, CancellationToken cancellationToken)
    {
        if (context.Request.DryRun)
        {
            await _delivery.Plan.KeepUnknownAsync(context.Targets[flow], cancellationToken);
        }
        else
        {
            var entry = new JournalEntry
            {
                At = context.Time.GetUtcNow(),
                Level = JournalLevel.Warning,
                Kind = JournalKind.Failure,
                Exchange = context.Exchange,
                RunId = context.RunId,
                Flow = context.Targets[flow].Name,
                Text = VanishedTexts.KeysUnknown.With(context.Targets[flow].Name),
            };
            await context.Store.CommitAsync(context.Commit(progress) with { Journal = [entry] }, cancellationToken);
        }

        return false;
    }

    /// <summary>Deletes what people said is to be deleted, where still no row carries it; otherwise the question is withdrawn.</summary>
    public async Task CarryOutAsync(CancellationToken cancellationToken)
    {
        var approved = context.Request.Answers.Where(answer => answer is { Side: AnswerSide.Delete, Question.Kind: QuestionKind.DeleteRecord }).ToList();
        foreach (var group in approved.GroupBy(answer => answer.Question.Flow))
        {
            var target = context.Target(group.Key);
            var keys = group.Select(answer => answer.Question.Key).ToList();
            var carriers = await new CarrierFinder(context).FindAsync(new ReverseFlow(target, context.Definition.Flows[target.Index], [], null), keys, cancellationToken);
            var links = await context.Store.LinksAsync(context.Exchange, target.Name, keys, cancellationToken);
            var due = links.Values.Where(link => !carriers.ContainsKey(link.Key)).ToList();
            await context.Fuse.CheckAsync(new FuseTotals(0, 0, 0, due.Count), cancellationToken);
            foreach (var link in due)
            {
                context.Desk.Accept(new QuestionName(QuestionKind.DeleteRecord, target.Name, link.Key, string.Empty));
            }

            await _delivery.DeliverAsync(target, new VanishedDefinition { Policy = DeletePolicy.Delete }, due, cancellationToken);
            var back = keys.Where(key => !due.Exists(link => link.Key == key)).Select(key => context.Desk.End(new QuestionName(QuestionKind.DeleteRecord, target.Name, key, string.Empty), context.Request.StartedBy)).ToList();
            if (back.Count > 0)
            {
                await context.Store.CommitAsync(context.Commit(progress) with { Parts = [new QuestionPart { Ended = back }] }, cancellationToken);
            }
        }
    }
}
