namespace Pragmatika.Engine.Journal;

public sealed class JournalRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public byte Level { get; set; }

    public byte Kind { get; set; }

    public int ExchangeId { get; set; }

    public int? FlowId { get; set; }

    public Guid RunId { get; set; }

    public string? Key { get; set; }

    public long? CrmId { get; set; }

    public byte? Outcome { get; set; }

    public required string Text { get; set; }

    public string? Changes { get; set; }
}
