namespace Pragmatika.Engine.Runs.Planned;

/// <summary>One change a dry run would have made.</summary>
public sealed class PlannedChangeRow
{
    public Guid RunId { get; set; }

    /// <summary>Counts from 1 within the run, in the order of planning.</summary>
    public long Number { get; set; }

    public byte Kind { get; set; }

    public required string Flow { get; set; }

    public required string Key { get; set; }

    public long? CrmId { get; set; }

    public required string Title { get; set; }

    public required string Why { get; set; }

    public string? Changes { get; set; }
}
