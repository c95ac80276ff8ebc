using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Questions;

/// <summary>What a batch asks of people, and which questions it ends.</summary>
public sealed record QuestionPart : IBatchPart
{
    /// <summary>Questions to open, or to show anew.</summary>
    public IReadOnlyList<Question> Asked { get; init; } = [];

    /// <summary>Written before <see cref="Asked"/>.</summary>
    public IReadOnlyList<QuestionEnd> Ended { get; init; } = [];

    public bool IsEmpty => Asked.Count + Ended.Count == 0;
}
