using System.Globalization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Settling;

/// <summary>
/// Turns a delivered batch into what is stored of it: outcomes per row and flow, links, dead letters, journal, counters. Reads and writes nothing.
/// </summary>
internal sealed class BatchSettlement(RunContext context)
{
    private readonly ForwardQuestions _questions = new(context);

    /// <summary>The links the next batch must see; the first thing to be known of a delivered batch.</summary>
    public List<Link> Links(Batch batch)
    {
        foreach (var record in batch.AllRecords)
        {
            FollowPrincipal(record);
        }

        var links = Links(batch.AllRecords);
        SameRecordLinks.Align(links, batch.AllRecords, context.Targets, batch.Siblings);
        return links;
    }

    /// <summary>Everything else of the batch, beside its <paramref name="links"/>.</summary>
    public BatchResult Settle(Batch batch, IReadOnlyList<Link> links)
    {
        var now = context.Time.GetUtcNow();
        var counters = (RunCounters[])batch.Unchanged.Clone();
        foreach (var row in batch.Rows)
        {
            SettleRow(batch, row, counters);
        }

        var records = batch.AllRecords.ToList();
        var (asked, ended) = (_questions.Asked(records, now), _questions.Ended(records));
        return new BatchResult
        {
            Links = new LinkPart { Moved = links },
            Rows = new RowPart { Met = [.. batch.Rows.Where(row => !row.IsWithheld).Select(row => row.ToState())] },
            Letters = new LetterPart
            {
                Parked = [.. Rejections(batch, now), .. records.Where(record => record.Cause is not null || record.Problems.Count > 0).Select(record => DeadLetters.Of(context, record, now))],
                Landed = [.. records.Where(IsLanded).Select(record => (context.Targets[record.Flow].Name, record.Key))],
            },
            Questions = new QuestionPart { Asked = asked, Ended = ended },
            Journal = [.. JournalOf(batch, records, now), .. QuestionEntries.Of(context, asked, ended, now)],
            Counters = counters,
            ToHear = _questions.ToHear(records, ended),
        };
    }

    /// <summary>Only what landed, when the run stops inside a batch: links and their journal, no row states, no cursor.</summary>
    public BatchResult SettleLanded(Batch batch)
    {
        var now = context.Time.GetUtcNow();
        foreach (var record in batch.AllRecords)
        {
            FollowPrincipal(record);
        }

        var landed = batch.AllRecords.Where(record => record.Change is { State: ChangeState.Landed }).ToList();
        var entries = landed.Select(record => RecordEntries.Of(context, record, now)).OfType<JournalEntry>();
        return new BatchResult { Links = new LinkPart { Moved = Links(landed) }, Journal = [.. entries], Counters = new RunCounters[context.Targets.Count] };
    }

    private static bool IsLanded(RecordWork record) => record.Outcome is Outcome.Created or Outcome.Updated or Outcome.Unchanged && record.Problems.Count == 0;

    /// <summary>A key that joined another one shares its fate.</summary>
    private static void FollowPrincipal(RecordWork record)
    {
        if (record.Principal is not { } principal)
        {
            return;
        }

        record.CrmId ??= principal.CrmId;
        if (record.CrmId is null && record.Cause is null && principal.Cause is { } cause)
        {
            record.Refuse(principal.Outcome, cause, principal.Code, principal.Message ?? string.Empty);
            record.LinkMoved = false;
        }
    }

    private static void SettleRow(Batch batch, RowWork row, RunCounters[] counters)
    {
        for (var flow = 0; flow < row.Mapped.Length; flow++)
        {
            if (row.Mapped[flow] is MapResult.Mapped mapped)
            {
                var record = batch.Records[flow][mapped.Key];
                row.Outcomes[flow] = record.RowKey == row.Key ? record.Final : Outcome.Skipped;
                row.Error ??= record.RowKey == row.Key ? record.Message : null;
                row.IsPostponed |= record.IsPaused;
            }

            counters[flow] = counters[flow].Plus(row.Outcomes[flow]);
        }
    }

    private List<Link> Links(IEnumerable<RecordWork> records) => records
        .Where(record => record is { LinkMoved: true, CrmId: not null, Cause: null })
        .Select(record => LinkOf(context.Targets[record.Flow], record))
        .ToList();

    private static Link LinkOf(FlowTarget target, RecordWork record) => new()
    {
        Flow = target.Name,
        Key = record.Key,
        EntityTypeId = target.Entity.EntityTypeId,
        CrmId = record.CrmId!.Value,
        Agreed = AgreedOf(target, record),
        SourceVersion = record.Version,
        MatchValues = record.MatchValues.Count == 0 && !target.HearsCrm ? [] : [.. record.MatchValues, record.CrmId!.Value.ToString(CultureInfo.InvariantCulture)],
    };

    /// <summary>With the mark that tells our write when it comes back, where the flow hears the CRM.</summary>
    private static string AgreedOf(FlowTarget target, RecordWork record)
    {
        var agreed = ValueJson.Write(target.Mapper.Fields, record.Agreed, record.Link?.Agreed);
        agreed = record.IsReturned ? LinkMark.Vanished.TakeOff(agreed) : agreed;
        return target.HearsCrm && record.Change is { State: ChangeState.Landed } change && Touches(target, change) ? LinkMark.Unheard.Put(agreed) : agreed;
    }

    /// <summary>A comment is none of the record's own changes: nothing would come back.</summary>
    private static bool Touches(FlowTarget target, Change change) =>
        change.IsCreate || change.TakesOrigin || !target.HasExtras || change.Fields.Any(index => target.Mapper.Rules[index].Kind != RuleKind.Comment && change.Unsent?.Contains(index) != true);

    private IEnumerable<DeadLetter> Rejections(Batch batch, DateTimeOffset now) =>
        from row in batch.Rows
        where !row.IsWithheld
        from flow in Enumerable.Range(0, row.Mapped.Length)
        where row.Mapped[flow] is MapResult.Reject
        select DeadLetters.Of(context, context.Targets[flow].Name, row, (MapResult.Reject)row.Mapped[flow], now);

    private IEnumerable<JournalEntry> JournalOf(Batch batch, IEnumerable<RecordWork> records, DateTimeOffset now)
    {
        foreach (var record in records)
        {
            if (RecordEntries.Of(context, record, now) is { } entry)
            {
                yield return entry;
            }

            if (record.Problems.Count > 0)
            {
                yield return RecordEntries.Left(context, record, now);
            }

            if (record.IsReturned)
            {
                yield return RecordEntries.Returned(context, record, now);
            }

            if (record is { MovedFrom: { } from, Cause: null })
            {
                yield return RecordEntries.Moved(context, record, from, now);
            }
        }

        foreach (var row in batch.Rows.Where(row => !row.IsWithheld))
        {
            for (var flow = 0; flow < row.Mapped.Length; flow++)
            {
                if (row.Mapped[flow] is MapResult.Reject reject)
                {
                    yield return RecordEntries.Of(context, context.Targets[flow].Name, row, reject, now);
                }
            }
        }
    }
}
