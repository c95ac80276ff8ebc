namespace Pragmatika.Engine.Delivery;

/// <summary>A record that did not land, parked with its cause. Identity: (exchange, flow, key); a later success of the same key closes it.</summary>
public sealed record DeadLetter
{
    public long Id { get; init; }

    public required string Exchange { get; init; }

    public required string Flow { get; init; }

    public required string Key { get; init; }

    /// <summary>Row the record came from.</summary>
    public required string RowKey { get; init; }

    public required Guid RunId { get; init; }

    public required DeadLetterCause Cause { get; init; }

    /// <summary>Error code of the portal, or the name of the problem; the group for "replay all of one cause".</summary>
    public required string Code { get; init; }

    /// <summary>What happened and what to do, for people.</summary>
    public required string Message { get; init; }

    /// <summary>The values that were to be written, field → text, as JSON; a person may edit them.</summary>
    public required string Payload { get; init; }

    public int Attempts { get; init; } = 1;

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public DeadLetterState State { get; init; } = DeadLetterState.Open;

    /// <summary>Candidates of a doubtful match, as CRM ids.</summary>
    public IReadOnlyList<long> Candidates { get; init; } = [];

    /// <summary>What it was sent again with; null unless a person sent it.</summary>
    public Mending? Mended { get; init; }
}

public enum DeadLetterCause
{
    /// <summary>A value could not be made from the row.</summary>
    Rejected,

    /// <summary>The portal refused the record.</summary>
    Refused,

    /// <summary>Several existing records match; a person must choose.</summary>
    DoubtfulMatch,

    /// <summary>The portal did not answer clearly and the look-up did not settle it within the allowed attempts.</summary>
    Unsettled,
}

public enum DeadLetterState
{
    Open,
    Replayed,
    Discarded,

    /// <summary>A later run delivered the same key.</summary>
    Resolved,
}
