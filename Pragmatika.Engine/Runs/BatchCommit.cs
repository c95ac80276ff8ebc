using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs;

/// <summary>Everything that moves in one transaction when a batch has been delivered.</summary>
public sealed record BatchCommit
{
    public required string Exchange { get; init; }

    /// <summary>The run as it stands after this batch (counters, rows, rest calls).</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Fencing number of the run's lease; a commit with an outdated one throws <see cref="LeaseLostException"/> and changes nothing.</summary>
    public required long Fence { get; init; }

    /// <summary>Cursor the source gave for the end of this batch; null leaves the checkpoint (full runs save it only with their last batch).</summary>
    public string? Checkpoint { get; init; }

    /// <summary>How far the exchange has read what was heard from its portal; null leaves it. See <see cref="ICrmInbox"/>.</summary>
    public long? InboxCursor { get; init; }

    public IReadOnlyList<Link> Links { get; init; } = [];

    public IReadOnlyList<RowState> Rows { get; init; } = [];

    public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>(flow, key) pairs that landed: their open dead letters become <see cref="DeadLetterState.Resolved"/>.</summary>
    public IReadOnlyList<(string Flow, string Key)> Landed { get; init; } = [];

    /// <summary>Questions to open, or to show anew.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    public IReadOnlyList<QuestionEnd> QuestionEnds { get; init; } = [];

    /// <summary>(flow, key) pairs whose links go: their records are gone. Written after <see cref="Links"/>.</summary>
    public IReadOnlyList<(string Flow, string Key)> ForgottenLinks { get; init; } = [];

    /// <summary>Keys of rows that are gone from the source.</summary>
    public IReadOnlyList<string> ForgottenRows { get; init; } = [];

    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];
}

/// <summary>The run's lease went to another node (this one slept too long): nothing was committed.</summary>
public sealed class LeaseLostException(string exchange) : Exception($"The lease of exchange '{exchange}' was lost; nothing was committed.");
