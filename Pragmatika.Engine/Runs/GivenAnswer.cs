using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs;

/// <summary>A person's answer on its way through a run, with the question as it was shown.</summary>
public sealed record GivenAnswer(Question Question, AnswerSide Side, string? Text = null)
{
    /// <summary>The chosen candidate, for <see cref="AnswerSide.Candidate"/>.</summary>
    public long? CrmId { get; init; }
}
