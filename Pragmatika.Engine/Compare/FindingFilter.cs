using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Engine.Compare;

/// <summary>Which findings of a report to read; null means any. <see cref="Text"/> is looked for in key, values and CRM id.</summary>
public sealed record FindingFilter
{
    public DifferenceKind? Kind { get; init; }

    public string? Flow { get; init; }

    /// <summary>A field that differs.</summary>
    public string? Field { get; init; }

    public string? Text { get; init; }

    public bool IsEmpty => this == new FindingFilter();
}

/// <summary>How many records of a flow differ in one field; without a field: how many are missing, extra or doubled. A record counts once for each of its fields.</summary>
public sealed record FindingGroup(DifferenceKind Kind, string Flow, string? Field, long Count);
