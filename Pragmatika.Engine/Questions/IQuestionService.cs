namespace Pragmatika.Engine.Questions;

/// <summary>Which questions to read; null means any. <see cref="Text"/> searches key, title, field and values.</summary>
public sealed record QuestionFilter
{
    public string? Exchange { get; init; }

    public string? Flow { get; init; }

    /// <summary>Empty means any.</summary>
    public IReadOnlyList<QuestionKind> Kinds { get; init; } = [];

    public QuestionState? State { get; init; } = QuestionState.Open;

    public string? Text { get; init; }
}

public sealed record QuestionCount(string Exchange, string Flow, QuestionKind Kind, long Count);

/// <summary>What waits for people, and their answers.</summary>
public interface IQuestionService
{
    /// <summary>The longest waiting first; closed ones the last closed first.</summary>
    Task<IReadOnlyList<Question>> PageAsync(QuestionFilter filter, int skip, int count, CancellationToken cancellationToken);

    Task<Question?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Open questions by exchange, flow and kind.</summary>
    Task<IReadOnlyList<QuestionCount>> CountsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Carries answers out at once, each exchange by one run of the records concerned, and waits for its end. An answer to what is not so any more changes nothing and comes back with how it
    /// stands now. <paramref name="asRule"/> makes <see cref="AnswerSide.Sql"/> or <see cref="AnswerSide.Crm"/> the policy of the conflicts' rules, in a new version of the definition, and
    /// settles every open conflict of those rules by it. Results stand in the order of the answers. Nothing is thrown for what a person can mend.
    /// </summary>
    Task<IReadOnlyList<AnswerResult>> AnswerAsync(IReadOnlyList<Answer> answers, bool asRule, string byWhom, CancellationToken cancellationToken);
}
