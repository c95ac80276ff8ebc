using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>What the way back asks of people, and which questions it ends. Reads and writes nothing but the run's own desk.</summary>
internal sealed class ReverseQuestions(RunContext context)
{
    /// <summary>Questions that say something new.</summary>
    public IReadOnlyList<Question> Asked(IEnumerable<ReverseRecord> records, DateTimeOffset now)
    {
        var asked = new List<Question>();
        foreach (var record in records)
        {
            asked.AddRange(record.Conflicts.Select(conflict => Conflict(record, conflict, now)).Where(context.Desk.Ask));
            if (record.AsksToDelete && Of(record, QuestionKind.DeleteRows, now) is var delete && context.Desk.Ask(delete))
            {
                asked.Add(delete);
            }
        }

        return asked;
    }

    public IReadOnlyList<QuestionEnd> Ended(IEnumerable<ReverseRecord> records)
    {
        var ended = new List<QuestionEnd>();
        foreach (var record in records.Where(record => !record.IsPaused))
        {
            var kept = record.Question(QuestionKind.DeleteRows);
            if (record.Item is not null && context.Desk.IsKept(kept))
            {
                ended.Add(context.Desk.End(kept, context.Request.StartedBy)); // it came back: the next delete is asked about anew
            }

            foreach (var question in context.Desk.About(record.Flow.Target.Name, record.Link.Key))
            {
                if (IsOver(record, question))
                {
                    ended.Add(context.Desk.End(question.Name, context.Request.StartedBy));
                }
            }
        }

        return ended;
    }

    private static bool IsOver(ReverseRecord record, Question question) => question.Kind switch
    {
        QuestionKind.Conflict => record is { Item: not null, Carriers: [.., { Mapped: not null }] } && !record.Unsettled.Contains(question.Field),
        QuestionKind.DeleteRows => record.Item is not null || record.DeletesRows || record.Carriers.Count == 0,
        QuestionKind.DeleteRecord => record.IsGone || record.Carriers.Count > 0,
        _ => record.Item is not null, // a match: the key is linked
    };

    private Question Conflict(ReverseRecord record, FieldConflict conflict, DateTimeOffset now) => Of(record, QuestionKind.Conflict, now) with
    {
        Field = conflict.Field,
        SqlValue = conflict.Sql,
        CrmValue = conflict.Crm,
        AgreedValue = conflict.Agreed,
        SqlAt = conflict.Moments.Source,
        CrmAt = conflict.Moments.Crm,
        CrmBy = conflict.CrmBy,
    };

    private Question Of(ReverseRecord record, QuestionKind kind, DateTimeOffset now) => new()
    {
        Kind = kind,
        Exchange = context.Exchange,
        Flow = record.Flow.Target.Name,
        Key = record.Link.Key,
        RowKey = record.Carriers is [.., { } newest] ? newest.Row.Key : string.Empty,
        CrmId = record.Link.CrmId,
        Title = record.Carriers is [.., { Mapped: { } mapped }] ? RecordTitle.Of(record.Flow.Target.Mapper.Fields, mapped.Values) : string.Empty,
        OpenedAt = now,
    };
}
