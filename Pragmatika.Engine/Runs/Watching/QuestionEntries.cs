using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Watching;

/// <summary>What the journal keeps of questions. Answers are noted with their person by the service that took them; doubtful matches stand in the journal as the records they are.</summary>
internal static class QuestionEntries
{
    public static IEnumerable<JournalEntry> Of(RunContext context, IEnumerable<Question> asked, IEnumerable<QuestionEnd> ended, DateTimeOffset now)
    {
        foreach (var question in asked.Where(question => question.Kind != QuestionKind.Match))
        {
            yield return Entry(context, question.Name, now, JournalLevel.Warning, Text(question)) with { CrmId = question.CrmId, Outcome = Outcome.Conflicted };
        }

        foreach (var end in ended.Where(end => end.State == QuestionState.Withdrawn))
        {
            yield return Entry(context, end.Name, now, JournalLevel.Info, QuestionTexts.Withdrawn.With());
        }
    }

    private static string Text(Question question) => question.Kind switch
    {
        QuestionKind.Conflict => QuestionTexts.Conflict.With(question.Field, question.SqlValue, question.CrmValue),
        QuestionKind.DeleteRows => QuestionTexts.DeleteRows.With(),
        _ => QuestionTexts.DeleteRecord.With(),
    };

    private static JournalEntry Entry(RunContext context, QuestionName name, DateTimeOffset now, JournalLevel level, string text) => new()
    {
        At = now,
        Level = level,
        Kind = JournalKind.Question,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = name.Flow,
        Key = name.Key,
        Text = text,
    };
}
