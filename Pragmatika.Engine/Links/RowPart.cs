using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Links;

/// <summary>States of rows that a batch has met, and rows that it forgets.</summary>
public sealed record RowPart : IBatchPart
{
    public IReadOnlyList<RowState> Met { get; init; } = [];

    /// <summary>Keys of rows that are gone from the source. Written after <see cref="Met"/>.</summary>
    public IReadOnlyList<string> Forgotten { get; init; } = [];

    public bool IsEmpty => Met.Count + Forgotten.Count == 0;
}
