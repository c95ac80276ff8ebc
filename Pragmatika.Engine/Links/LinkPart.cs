using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Links;

/// <summary>Links that a batch moves or forgets.</summary>
public sealed record LinkPart : IBatchPart
{
    public IReadOnlyList<Link> Moved { get; init; } = [];

    /// <summary>(flow, key) pairs whose links go: their records are gone. Written after <see cref="Moved"/>.</summary>
    public IReadOnlyList<(string Flow, string Key)> Forgotten { get; init; } = [];

    public bool IsEmpty => Moved.Count + Forgotten.Count == 0;
}
