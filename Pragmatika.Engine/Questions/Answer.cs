namespace Pragmatika.Engine.Questions;

public enum AnswerSide : byte
{
    /// <summary>The table's value is right.</summary>
    Sql,

    /// <summary>The CRM's value is right.</summary>
    Crm,

    /// <summary>Neither: a person typed the value.</summary>
    Typed,

    /// <summary>One of the candidates is the record.</summary>
    Candidate,

    /// <summary>None of the candidates: a new record.</summary>
    CreateNew,

    Delete,

    /// <summary>Nothing is deleted; the question is not asked again until the record has come back and gone anew.</summary>
    Keep,
}

/// <summary>One answer, given to a question as it was shown.</summary>
public sealed record Answer(long Id, int Revision, AnswerSide Side)
{
    /// <summary>The value, for <see cref="AnswerSide.Typed"/>; null or empty is no value.</summary>
    public string? Text { get; init; }

    /// <summary>The chosen record, for <see cref="AnswerSide.Candidate"/>.</summary>
    public long? CrmId { get; init; }
}

public enum AnswerOutcome : byte
{
    Done,

    /// <summary>What was shown is not so any more; <see cref="AnswerResult.Now"/> is how it stands.</summary>
    Changed,

    /// <summary>Nobody waits for the answer any more.</summary>
    Gone,

    /// <summary>It could not be carried out; the question stays.</summary>
    Failed,
}

/// <summary>What became of one answer. <paramref name="Message"/> is for people and empty when all went well.</summary>
public sealed record AnswerResult(long Id, AnswerOutcome Outcome, string Message = "")
{
    /// <summary>The question as it stands now, when it is still open.</summary>
    public Question? Now { get; init; }
}
