using Pragmatika.Engine.Questions;

namespace Pragmatika.Portal.Features.Questions;

/// <summary>What a person has chosen for one question so far.</summary>
public sealed class Pick(Question question)
{
    public Question Question { get; private set; } = question;

    public AnswerSide? Side { get; private set; }

    public string Text { get; private set; } = string.Empty;

    public long? CrmId { get; private set; }

    /// <summary>What became of the last answer, while the question is still here.</summary>
    public AnswerResult? Result { get; private set; }

    /// <summary>Something was chosen or typed, or an answer has something to say.</summary>
    public bool IsTouched => Side is not null || Text.Length > 0 || Result is not null;

    public void Choose(AnswerSide? side, long? crmId = null) => (Side, CrmId) = (side, crmId);

    /// <summary>Typing a value chooses it; emptying the box takes that back.</summary>
    public void Type(string? text)
    {
        Text = text ?? string.Empty;
        Side = Text.Length > 0 ? AnswerSide.Typed : Side == AnswerSide.Typed ? null : Side;
    }

    /// <summary>What did not go through stands as it is now; what was chosen for other values is not kept.</summary>
    public void Take(AnswerResult result)
    {
        Result = result;
        if (result.Now is { } now)
        {
            Question = now;
        }

        if (result.Outcome == AnswerOutcome.Changed)
        {
            Side = null;
        }
    }

    public Answer ToAnswer() => new(Question.Id, Question.Revision, Side!.Value) { Text = Side == AnswerSide.Typed ? Text : null, CrmId = Side == AnswerSide.Candidate ? CrmId : null };
}

/// <summary>The answers to a page of questions before they are carried out. No Blazor types.</summary>
public sealed class AnswerForm
{
    private readonly List<Pick> _picks;

    public AnswerForm(IEnumerable<Question> questions) => _picks = [.. questions.Select(question => new Pick(question))];

    public IReadOnlyList<Pick> Picks => _picks;

    /// <summary>Makes the answers a rule from now on.</summary>
    public bool AsRule { get; set; }

    /// <summary>The cards are these very questions, unchanged.</summary>
    public bool Holds(IReadOnlyList<Question> questions) =>
        _picks.Select(pick => (pick.Question.Id, pick.Question.Revision)).SequenceEqual(questions.Select(question => (question.Id, question.Revision)));

    public int Chosen => _picks.Count(pick => pick.Side is not null);

    /// <summary>A rule can say which side is right; it cannot hold a typed value, a match or a delete.</summary>
    public bool CanBeRule => Chosen > 0 && _picks.Where(pick => pick.Side is not null).All(pick => pick.Side is AnswerSide.Sql or AnswerSide.Crm);

    /// <summary>Fields that a rule would settle.</summary>
    public IReadOnlyList<(string Exchange, string Flow, string Field)> RuleFields => [.. _picks.Where(pick => pick.Side is AnswerSide.Sql or AnswerSide.Crm).Select(pick => (pick.Question.Exchange, pick.Question.Flow, pick.Question.Field)).Distinct()];

    public void ChooseAll(AnswerSide? side)
    {
        foreach (var pick in _picks)
        {
            pick.Choose(side);
        }
    }

    public IReadOnlyList<Answer> Answers() => [.. _picks.Where(pick => pick.Side is not null).Select(pick => pick.ToAnswer())];

    /// <summary>Takes out what is settled, keeps what is not with its reason, and returns how many were settled.</summary>
    public int Take(IReadOnlyList<AnswerResult> results)
    {
        var byId = results.ToDictionary(result => result.Id);
        foreach (var pick in _picks.Where(pick => byId.ContainsKey(pick.Question.Id)))
        {
            pick.Take(byId[pick.Question.Id]);
        }

        var done = results.Count(result => result.Outcome == AnswerOutcome.Done);
        _picks.RemoveAll(pick => pick.Result?.Outcome is AnswerOutcome.Done or AnswerOutcome.Gone);
        AsRule = false;
        return done;
    }
}
