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

/// <summary>One record that differs. <see cref="Number"/> counts from 1 within the report.</summary>
public sealed record CompareFinding
{
    public required long Number { get; init; }

    public required DifferenceKind Kind { get; init; }

    public required string Flow { get; init; }

    /// <summary>Source key.</summary>
    public required string Key { get; init; }

    public long? CrmId { get; init; }

    /// <summary>Differing fields; phones and e-mails are masked.</summary>
    public IReadOnlyList<FieldDifference> Fields { get; init; } = [];

    /// <summary>When each side changed last; null where it does not tell.</summary>
    public DateTimeOffset? SqlAt { get; init; }

    public DateTimeOffset? CrmAt { get; init; }

    /// <summary>An extra or a doubled record is a person's to judge: nothing of it is written by a repair.</summary>
    public bool CanBeRepaired => Kind is DifferenceKind.Missing or DifferenceKind.Different;
}
