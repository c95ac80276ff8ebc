using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Engine.Compare;

/// <summary>One comparison as it is stored and shown.</summary>
public sealed record CompareReport
{
    public required Guid Id { get; init; }

    public required string Exchange { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required string StartedBy { get; init; }

    /// <summary>Running, Succeeded (both sides are equal), NeedsPerson (they differ), Failed or Crashed.</summary>
    public required RunState State { get; init; }

    /// <summary>Rows of the source that were read.</summary>
    public long Rows { get; init; }

    /// <summary>Ranges of records, and how many of them had to be compared record by record.</summary>
    public long Ranges { get; init; }

    public long RangesCompared { get; init; }

    public IReadOnlyDictionary<string, VerifyCounters> Flows { get; init; } = new Dictionary<string, VerifyCounters>();

    public VerifyCounters Total => Flows.Values.Aggregate(default(VerifyCounters), (sum, flow) => sum + flow);

    /// <summary>For people: why it failed.</summary>
    public string? Message { get; init; }

    public CompareReport InReadersLanguage() => this with { Message = StoredText.Read(Message) };
}
