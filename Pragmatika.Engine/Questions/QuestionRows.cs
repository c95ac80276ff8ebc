namespace Pragmatika.Engine.Questions;

public sealed class QuestionRow
{
    public long Id { get; set; }

    public QuestionKind Kind { get; set; }

    public required string Exchange { get; set; }

    public required string Flow { get; set; }

    public required string Key { get; set; }

    public required string Field { get; set; }

    public required string RowKey { get; set; }

    public long? CrmId { get; set; }

    public required string Title { get; set; }

    public string? SqlValue { get; set; }

    public string? CrmValue { get; set; }

    public string? AgreedValue { get; set; }

    public DateTimeOffset? SqlAt { get; set; }

    public DateTimeOffset? CrmAt { get; set; }

    public string? CrmBy { get; set; }

    /// <summary>CRM ids joined by commas.</summary>
    public required string Candidates { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public int Revision { get; set; }

    public QuestionState State { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    public AnswerSide? Answer { get; set; }
}

/// <summary>A record that both ways leave alone for a time.</summary>
public sealed class PausedRecordRow
{
    public long Id { get; set; }

    public required string Exchange { get; set; }

    public required string Flow { get; set; }

    public required string Key { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset Until { get; set; }

    public DateTimeOffset PausedAt { get; set; }

    public required string PausedBy { get; set; }
}
