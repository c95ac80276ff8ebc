using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Runs;

/// <summary>Everything that moves in one transaction when a batch has been delivered: the run and its journal, and whatever rooms put into it.</summary>
public sealed record BatchCommit
{
    public required string Exchange { get; init; }

    /// <summary>The run as it stands after this batch (counters, rows, rest calls).</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Fencing number of the run's lease; a commit with an outdated one throws <see cref="LeaseLostException"/> and changes nothing.</summary>
    public required long Fence { get; init; }

    /// <summary>What rooms store with this batch, in any order: the database knows in which one they are written. A part that nobody can write fails the commit before it begins.</summary>
    public IReadOnlyList<IBatchPart> Parts { get; init; } = [];

    /// <summary>What is told to people. Written last, because it holds the counter of all entries until the transaction ends.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];
}

/// <summary>The run's lease went to another node (this one slept too long): nothing was committed.</summary>
public sealed class LeaseLostException(string exchange) : Exception($"The lease of exchange '{exchange}' was lost; nothing was committed.");
