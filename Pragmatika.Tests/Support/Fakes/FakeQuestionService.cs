using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Questions in memory, for pages: every answer is carried out unless <see cref="Outcome"/> says otherwise.</summary>
public sealed class FakeQuestionService : IQuestionService
{
    private readonly List<Question> _questions = [];

    public List<(Answer Answer, bool AsRule, string By)> Answered { get; } = [];

    public Func<Question, AnswerResult> Outcome { get; set; } = question => new AnswerResult(question.Id, AnswerOutcome.Done);

    /// <summary>Where it says what has changed, as the engine's books do.</summary>
    public Action<Signal> Tell { get; set; } = _ => { };

    public void Put(Question question)
    {
        _questions.Add(question);
        Tell(new Signal(Happening.QuestionsChanged, question.Exchange));
    }

    /// <summary>One question of every kind, and some that are settled.</summary>
    public void Fill(DateTimeOffset now)
    {
        Put(Conflict(1, now) with { Field = "lastName", SqlValue = "Петров", CrmValue = "Петрова", AgreedValue = "Петрова-Водкина" });
        Put(Conflict(2, now.AddMinutes(4)) with { Key = "00-000231", Field = "phone", SqlValue = "+79210000012", CrmValue = "+79210000013", CrmBy = "Мария Ильина", Title = "Иван Петров" });
        Put(Conflict(3, now.AddMinutes(9)) with { Key = "00-000318", Flow = "deals", Field = "comments", SqlValue = null, CrmValue = "Просил перезвонить после шести, договорились о записи на четверг", AgreedValue = null });
        Put(Conflict(4, now) with { Kind = QuestionKind.Match, Field = string.Empty, CrmId = null, SqlValue = "+79210000012", CrmValue = null, AgreedValue = null, Candidates = [118, 2041, 2077] });
        Put(Conflict(5, now) with { Kind = QuestionKind.DeleteRows, Field = string.Empty, SqlValue = null, CrmValue = null, AgreedValue = null });
        Put(Conflict(6, now) with { Kind = QuestionKind.DeleteRecord, Field = string.Empty, RowKey = string.Empty, SqlValue = null, CrmValue = null, AgreedValue = null });
        Put(Conflict(7, now) with { State = QuestionState.Answered, Answer = AnswerSide.Crm, ClosedAt = now.AddHours(1), ClosedBy = "anna", Field = "email", CrmValue = "ivan@example.ru" });
        Put(Conflict(8, now) with { State = QuestionState.Withdrawn, ClosedAt = now.AddHours(2), Field = "name" });
    }

    public Task<IReadOnlyList<Question>> PageAsync(QuestionFilter filter, int skip, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Question>>(
        [.. _questions
            .Where(question => (filter.State is null || question.State == filter.State) && (filter.Exchange is null || question.Exchange == filter.Exchange)
                && (filter.Flow is null || question.Flow == filter.Flow) && (filter.Kinds.Count == 0 || filter.Kinds.Contains(question.Kind))
                && (filter.Text is null || string.Join(' ', question.Key, question.Title, question.Field, question.SqlValue, question.CrmValue).Contains(filter.Text, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(question => question.OpenedAt).Skip(skip).Take(count)]);

    public Task<Question?> FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(_questions.Find(question => question.Id == id));

    public Task<IReadOnlyList<QuestionCount>> CountsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<QuestionCount>>(
        [.. _questions.Where(question => question.State == QuestionState.Open).GroupBy(question => (question.Exchange, question.Flow, question.Kind)).Select(group => new QuestionCount(group.Key.Exchange, group.Key.Flow, group.Key.Kind, group.Count()))]);

    public Task<IReadOnlyList<AnswerResult>> AnswerAsync(IReadOnlyList<Answer> answers, bool asRule, string byWhom, CancellationToken cancellationToken)
    {
        var results = new List<AnswerResult>();
        foreach (var answer in answers)
        {
            Answered.Add((answer, asRule, byWhom));
            var index = _questions.FindIndex(question => question.Id == answer.Id);
            results.Add(Outcome(_questions[index]));
            if (results[^1].Outcome == AnswerOutcome.Done)
            {
                _questions[index] = _questions[index] with { State = QuestionState.Answered, Answer = answer.Side, ClosedBy = byWhom };
            }
        }

        Tell(new Signal(Happening.QuestionsChanged, string.Empty));
        return Task.FromResult<IReadOnlyList<AnswerResult>>(results);
    }

    public static Question Conflict(long id, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = QuestionKind.Conflict,
        Exchange = "customers",
        Flow = "contacts",
        Key = "00-000117",
        RowKey = "117",
        CrmId = 4117,
        Title = "Анна Петрова",
        AgreedValue = "+79210000011",
        SqlAt = now.AddMinutes(-20),
        CrmAt = now.AddMinutes(-25),
        CrmBy = "Олег Зимин",
        OpenedAt = now.AddHours(-3),
    };
}
