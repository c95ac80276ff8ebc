namespace Pragmatika.Engine.Questions;

/// <summary>What a person is asked.</summary>
public enum QuestionKind : byte
{
    /// <summary>Both sides changed one field, and its rule says "ask".</summary>
    Conflict,

    /// <summary>Several CRM records may be the one that a row means.</summary>
    Match,

    /// <summary>A record was deleted in the CRM: are its rows to be deleted?</summary>
    DeleteRows,

    /// <summary>No row carries a record any more: is it to be deleted in the CRM?</summary>
    DeleteRecord,
}

public enum QuestionState : byte
{
    Open,
    Answered,

    /// <summary>It answered itself: the values met, the record came back, the match was decided elsewhere.</summary>
    Withdrawn,
}

/// <summary>
/// One thing that waits for a person. Nothing else of the record waits with it. At most one is open for each (exchange, flow, key, field, kind). Values are texts as people read them;
/// phones and e-mails are masked when shown, not here.
/// </summary>
public sealed record Question
{
    /// <summary>0 before it is stored.</summary>
    public long Id { get; init; }

    public required QuestionKind Kind { get; init; }

    public required string Exchange { get; init; }

    public required string Flow { get; init; }

    public required string Key { get; init; }

    /// <summary>The CRM field of a conflict; empty for other kinds.</summary>
    public string Field { get; init; } = string.Empty;

    /// <summary>The newest row that carries the record; empty when none does.</summary>
    public string RowKey { get; init; } = string.Empty;

    public long? CrmId { get; init; }

    /// <summary>What people call the record; may be empty.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>Null is no value, here and in the two below.</summary>
    public string? SqlValue { get; init; }

    public string? CrmValue { get; init; }

    /// <summary>What both sides last agreed on.</summary>
    public string? AgreedValue { get; init; }

    /// <summary>When the row changed last, UTC; null when the table does not tell.</summary>
    public DateTimeOffset? SqlAt { get; init; }

    public DateTimeOffset? CrmAt { get; init; }

    /// <summary>Who changed the CRM record last, by name where the portal tells one, else by id; null when unknown.</summary>
    public string? CrmBy { get; init; }

    /// <summary>CRM ids a doubtful match may mean.</summary>
    public IReadOnlyList<long> Candidates { get; init; } = [];

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Grows whenever what is shown changes: an answer names the revision it was given to.</summary>
    public int Revision { get; init; } = 1;

    public QuestionState State { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    /// <summary>What was answered; null while open and when withdrawn.</summary>
    public AnswerSide? Answer { get; init; }

    /// <summary>Which question it is, whatever it shows.</summary>
    public QuestionName Name => new(Kind, Flow, Key, Field);

    /// <summary>True when a person would see nothing new in the other one.</summary>
    public bool ShowsTheSameAs(Question other) =>
        SqlValue == other.SqlValue && CrmValue == other.CrmValue && AgreedValue == other.AgreedValue && CrmId == other.CrmId && RowKey == other.RowKey && Candidates.SequenceEqual(other.Candidates);
}

/// <summary>What tells the open questions of one exchange apart.</summary>
public readonly record struct QuestionName(QuestionKind Kind, string Flow, string Key, string Field);

/// <summary>An open question that ends with a batch.</summary>
public sealed record QuestionEnd(QuestionName Name, QuestionState State, string? By, AnswerSide? Answer)
{
    /// <summary>The candidate that was chosen; it becomes the question's <see cref="Question.CrmId"/>.</summary>
    public long? CrmId { get; init; }

    /// <summary>The value that was typed; both sides agree on it now, so it becomes <see cref="Question.AgreedValue"/>.</summary>
    public string? Said { get; init; }
}
