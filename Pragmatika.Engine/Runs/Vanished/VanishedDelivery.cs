using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Delivering;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Vanished;

/// <summary>Marks, deletes or asks about vanished records, a few hundred at a time, each batch with its journal and links in one transaction. What is done already is not done again.</summary>
internal sealed class VanishedDelivery(RunContext context, RunProgress progress)
{
    private readonly MarkSender _sender = new(context);

    /// <summary>What a dry run keeps.</summary>
    public VanishedPlan Plan { get; } = new(context);

    /// <summary>False when the portal refused some of them: the next run tries again.</summary>
    public async Task<bool> DeliverAsync(FlowTarget target, VanishedDefinition vanished, IReadOnlyList<Link> links, CancellationToken cancellationToken)
    {
        var items = (await context.Portal.GetManyAsync(target.Entity, [.. links.Select(link => link.CrmId).Distinct()], cancellationToken)).ToDictionary(item => item.Id);
        var present = links.Where(link => items.ContainsKey(link.CrmId)).ToList();
        var mark = vanished.Policy == DeletePolicy.Mark ? _sender.Mark(target, vanished) : (WireField?)null;
        var due = mark is { } field ? present.Where(link => items[link.CrmId].Values.GetValueOrDefault(field.Name) != field.Value).ToList() : present;
        if (context.Request.DryRun)
        {
            Count(target, due.Count, vanished.Policy switch { DeletePolicy.Ask => Outcome.Conflicted, DeletePolicy.Ignore => Outcome.Skipped, _ => Outcome.Updated });
            await Plan.KeepAsync(target, vanished, due, items, mark, cancellationToken);
            return true;
        }

        var now = context.Time.GetUtcNow();
        if (vanished.Policy == DeletePolicy.Ask)
        {
            var asked = present.Select(link => Question(target, link, now)).Where(context.Desk.Ask).ToList();
            Count(target, present.Count, Outcome.Conflicted);
            await context.Store.CommitAsync(
                context.Commit(progress) with { Parts = [new QuestionPart { Asked = asked }], Journal = [.. QuestionEntries.Of(context, asked, [], now), .. progress.TakeCalls()] }, cancellationToken);
            return true;
        }

        var refused = await _sender.SendAsync(target, [.. due.Select(link => link.CrmId).Distinct()], mark, cancellationToken);
        await SettleAsync(target, mark is null ? links : present, due, refused, isMark: mark is not null, now, cancellationToken);
        return refused.Count == 0;
    }

    private async Task SettleAsync(
        FlowTarget target, IReadOnlyList<Link> links, List<Link> due, Dictionary<long, BitrixError> refused, bool isMark, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = due.Where(link => refused.ContainsKey(link.CrmId)).ToList();
        Count(target, failed.Count, Outcome.Failed);
        Count(target, due.Count - failed.Count, Outcome.Updated);
        var gone = isMark ? [] : links.Where(link => !refused.ContainsKey(link.CrmId)).ToList();
        var ends = gone.SelectMany(link => context.Desk.About(target.Name, link.Key)).Select(question => context.Desk.End(question.Name, context.Request.StartedBy)).ToList();
        IReadOnlyList<Link> marked = isMark ? [.. links.Except(failed).Select(link => Marked(target, link, isWritten: due.Contains(link)))] : [];
        var done = isMark ? VanishedTexts.Marked : VanishedTexts.Deleted;
        await context.Store.CommitAsync(
            context.Commit(progress) with
            {
                Parts = [new LinkPart { Moved = marked, Forgotten = [.. gone.Select(link => (target.Name, link.Key))] }, new QuestionPart { Ended = ends }],
                Journal =
                [
                    .. due.Except(failed).Select(link => Entry(target, link, now, JournalKind.Record, JournalLevel.Info, Outcome.Updated, done.With())),
                    .. failed.Select(link => Entry(target, link, now, JournalKind.Failure, JournalLevel.Error, Outcome.Failed, VanishedTexts.Refused.With(refused[link.CrmId].Description))),
                    .. progress.TakeCalls(),
                ],
            },
            cancellationToken);
    }

    /// <summary>So that the mark can be taken off when a row carries the record again.</summary>
    private static Link Marked(FlowTarget target, Link link, bool isWritten)
    {
        var agreed = LinkMark.Vanished.Put(link.Agreed);
        return link with { Agreed = isWritten && target.HearsCrm ? LinkMark.Unheard.Put(agreed) : agreed };
    }

    private void Count(FlowTarget target, int records, Outcome outcome)
    {
        var counters = new RunCounters[context.Targets.Count];
        counters[target.Index] = default(RunCounters).Plus(outcome, records);
        progress.BatchDone(counters);
    }

    private Question Question(FlowTarget target, Link link, DateTimeOffset now) => new()
    {
        Kind = QuestionKind.DeleteRecord,
        Exchange = context.Exchange,
        Flow = target.Name,
        Key = link.Key,
        CrmId = link.CrmId,
        Title = RecordTitle.Of(target.Mapper.Fields, ValueJson.Read(link.Agreed, target.Mapper.Fields)),
        OpenedAt = now,
    };

    private JournalEntry Entry(FlowTarget target, Link link, DateTimeOffset now, JournalKind kind, JournalLevel level, Outcome outcome, string text) => new()
    {
        At = now,
        Level = level,
        Kind = kind,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = target.Name,
        Key = link.Key,
        CrmId = link.CrmId,
        Outcome = outcome,
        Text = text,
    };
}
