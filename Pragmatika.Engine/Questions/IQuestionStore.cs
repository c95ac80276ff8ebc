namespace Pragmatika.Engine.Questions;

/// <summary>Questions as people and runs read them; batches ask and end them.</summary>
internal interface IQuestionStore
{
    Task<IReadOnlyList<Question>> PageAsync(QuestionFilter filter, int skip, int count, CancellationToken cancellationToken);

    Task<Question?> FindAsync(long id, CancellationToken cancellationToken);

    Task<IReadOnlyList<QuestionCount>> CountsAsync(CancellationToken cancellationToken);

    /// <summary>What a run must know: the open questions of its exchange, and the deletes that people refused.</summary>
    Task<IReadOnlyList<Question>> StandingAsync(string exchange, CancellationToken cancellationToken);

    /// <summary>Ends one open question outside a run; false when it is not open any more or shows something else than <paramref name="revision"/> did.</summary>
    Task<bool> EndAsync(long id, int revision, AnswerSide answer, string by, CancellationToken cancellationToken);
}
