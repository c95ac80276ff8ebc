using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Delivery;

/// <summary>What a batch means for dead letters: records that did not land, and those that did.</summary>
public sealed record LetterPart : IBatchPart
{
    public IReadOnlyList<DeadLetter> Parked { get; init; } = [];

    /// <summary>(flow, key) pairs that landed: their open dead letters become <see cref="DeadLetterState.Resolved"/>. Written before <see cref="Parked"/>.</summary>
    public IReadOnlyList<(string Flow, string Key)> Landed { get; init; } = [];

    public bool IsEmpty => Parked.Count + Landed.Count == 0;
}
