namespace Pragmatika.Engine.Delivery;

public sealed class DeadLetterRow
{
    public long Id { get; set; }

    public required string Exchange { get; set; }

    public required string Flow { get; set; }

    public required string Key { get; set; }

    public required string RowKey { get; set; }

    public Guid RunId { get; set; }

    public DeadLetterCause Cause { get; set; }

    public required string Code { get; set; }

    public required string Message { get; set; }

    public required string Payload { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public DeadLetterState State { get; set; }

    /// <summary>CRM ids joined by commas.</summary>
    public required string Candidates { get; set; }
}
