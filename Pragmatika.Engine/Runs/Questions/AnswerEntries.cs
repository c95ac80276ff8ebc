using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Questions;

/// <summary>Who answered what, for the journal and the history of the record. Pure.</summary>
internal static class AnswerEntries
{
    public static JournalEntry Of(Question question, Answer answer, string byWhom, Guid runId, DateTimeOffset now)
    {
        using var later = StoredText.ForLater();
        return new JournalEntry
        {
            At = now,
            Level = JournalLevel.Info,
            Kind = JournalKind.Question,
            Exchange = question.Exchange,
            RunId = runId,
            Flow = question.Flow,
            Key = question.Key,
            CrmId = answer.CrmId ?? question.CrmId,
            Text = QuestionTexts.Answered.With(byWhom, What(question, answer)),
        };
    }

    public static JournalEntry Rule(string exchange, string flow, string field, Message policy, int version, string byWhom, DateTimeOffset now)
    {
        using var later = StoredText.ForLater();
        return new JournalEntry
        {
            At = now,
            Level = JournalLevel.Info,
            Kind = JournalKind.Question,
            Exchange = exchange,
            Flow = flow,
            Text = QuestionTexts.RuleChanged.With(byWhom, field, policy, version),
        };
    }

    private static string What(Question question, Answer answer)
    {
        var what = answer.Side switch
        {
            AnswerSide.Sql => QuestionTexts.SqlIsRight.With(question.SqlValue),
            AnswerSide.Crm => QuestionTexts.CrmIsRight.With(question.CrmValue),
            AnswerSide.Typed => QuestionTexts.TypedIsRight.With(answer.Text),
            AnswerSide.Candidate => QuestionTexts.Chosen.With(answer.CrmId),
            AnswerSide.CreateNew => QuestionTexts.New.With(),
            AnswerSide.Delete => QuestionTexts.Delete.With(),
            _ => QuestionTexts.Keep.With(),
        };
        return question.Field.Length == 0 ? what : $"{question.Field}: {what}";
    }
}
