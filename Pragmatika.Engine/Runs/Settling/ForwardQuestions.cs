using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Settling;

/// <summary>What the way forward asks of people, and which questions it ends. Reads and writes nothing but the run's own desk.</summary>
internal sealed class ForwardQuestions(RunContext context)
{
    /// <summary>Questions that say something new.</summary>
    public IReadOnlyList<Question> Asked(IEnumerable<RecordWork> records, DateTimeOffset now)
    {
        var asked = new List<Question>();
        foreach (var record in records)
        {
            if (record.Conflicts.Count > 0 && record.Cause is null)
            {
                asked.AddRange(record.Conflicts.Select(conflict => Conflict(record, conflict, now)).Where(context.Desk.Ask));
            }
            else if (record.Cause == DeadLetterCause.DoubtfulMatch && Match(record, now) is var match && context.Desk.Ask(match))
            {
                asked.Add(match);
            }
        }

        return asked;
    }

    /// <summary>Open questions that the records of a batch answer by themselves, or by what a person decided.</summary>
    public IReadOnlyList<QuestionEnd> Ended(IEnumerable<RecordWork> records)
    {
        var ended = new List<QuestionEnd>();
        foreach (var record in records)
        {
            foreach (var question in context.Desk.About(context.Targets[record.Flow].Name, record.Key))
            {
                if (IsOver(record, question))
                {
                    ended.Add(context.Desk.End(question.Name, context.Request.StartedBy));
                }
            }
        }

        return ended;
    }

    /// <summary>
    /// Where a conflict went away without an answer, the CRM's value may be the one that counts now, and nothing would say so again; a row that is new to its record has not got what rows
    /// only get from the CRM; and a record that turned out to be deleted may have been heard of when it had no row to mark.
    /// </summary>
    public IReadOnlyList<(int EntityTypeId, long CrmId)> ToHear(IReadOnlyList<RecordWork> records, IReadOnlyList<QuestionEnd> ended)
    {
        var names = ended.Where(end => end is { Name.Kind: QuestionKind.Conflict, State: QuestionState.Withdrawn }).Select(end => (end.Name.Flow, end.Name.Key)).ToHashSet();
        return
        [
            .. records
                .Where(record => record.CrmId is not null && (record.OwesSql || IsNewsOfDelete(record) || names.Contains((context.Targets[record.Flow].Name, record.Key))))
                .Select(record => (context.Targets[record.Flow].Entity.EntityTypeId, record.CrmId!.Value)),
        ];
    }

    private bool IsNewsOfDelete(RecordWork record) => record.IsGone && context.Targets[record.Flow].HearsCrm;

    private bool IsOver(RecordWork record, Question question)
    {
        if (record.IsPaused)
        {
            return false;
        }

        var isJudged = record.Cause is null && record.Outcome is Outcome.Created or Outcome.Updated or Outcome.Unchanged;
        switch (question.Kind)
        {
            case QuestionKind.Conflict:
                return isJudged && record.Conflicts.TrueForAll(conflict => conflict.Field != question.Field);
            case QuestionKind.Match when isJudged && record.CrmId is not null:
                context.Desk.Accept(question.Name);
                return true;
            case QuestionKind.DeleteRows:
                return record.Outcome is Outcome.Created or Outcome.Updated; // the portal took a write: the record is there
            default:
                return question.Kind == QuestionKind.DeleteRecord;
        }
    }

    private Question Conflict(RecordWork record, FieldConflict conflict, DateTimeOffset now) => Of(record, QuestionKind.Conflict, now) with
    {
        Field = conflict.Field,
        SqlValue = conflict.Sql,
        CrmValue = conflict.Crm,
        AgreedValue = conflict.Agreed,
        SqlAt = conflict.Moments.Source,
        CrmAt = conflict.Moments.Crm,
        CrmBy = conflict.CrmBy,
    };

    private Question Match(RecordWork record, DateTimeOffset now) => Of(record, QuestionKind.Match, now) with
    {
        Candidates = record.Candidates,
        SqlValue = string.Join("; ", record.Match.Where(value => !value.IsNone).Select(value => value.ToString())) is { Length: > 0 } text ? text : null,
    };

    private Question Of(RecordWork record, QuestionKind kind, DateTimeOffset now) => new()
    {
        Kind = kind,
        Exchange = context.Exchange,
        Flow = context.Targets[record.Flow].Name,
        Key = record.Key,
        RowKey = record.RowKey,
        CrmId = record.CrmId,
        Title = RecordTitle.Of(context.Targets[record.Flow].Mapper.Fields, record.Wanted),
        OpenedAt = now,
    };
}
