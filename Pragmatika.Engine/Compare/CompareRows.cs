using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Compare;

public sealed class CompareReportRow
{
    public Guid Id { get; set; }

    public required string Exchange { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public required string StartedBy { get; set; }

    public RunState State { get; set; }

    public long Rows { get; set; }

    public long Ranges { get; set; }

    /// <summary>Ranges whose checksums told nothing: their records were compared one by one.</summary>
    public long RangesCompared { get; set; }

    /// <summary>Counts per flow, as JSON.</summary>
    public required string Flows { get; set; }

    public string? Message { get; set; }
}

/// <summary>One record that differs.</summary>
public sealed class CompareFindingRow
{
    public Guid ReportId { get; set; }

    /// <summary>Counts from 1 within the report.</summary>
    public long Number { get; set; }

    public byte Kind { get; set; }

    public required string Flow { get; set; }

    public required string Key { get; set; }

    public long? CrmId { get; set; }

    /// <summary>SQL's and the CRM's value per field: <c>{"title":["sql","crm"]}</c>.</summary>
    public required string Fields { get; set; }

    /// <summary>When each side changed last, where it tells.</summary>
    public DateTimeOffset? SqlAt { get; set; }

    public DateTimeOffset? CrmAt { get; set; }
}

/// <summary>Both sides' checksums of a range of records when a comparison found them equal.</summary>
public sealed class CompareRangeRow
{
    public required string Exchange { get; set; }

    public required string Flow { get; set; }

    public long Range { get; set; }

    public required byte[] Digest { get; set; }
}
