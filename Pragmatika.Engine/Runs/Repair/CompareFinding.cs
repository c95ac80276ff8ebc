using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Engine.Runs.Repair;

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
