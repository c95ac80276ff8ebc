namespace Pragmatika.Engine.Hearing;

/// <summary>What is said to have happened. A hint: events come late and out of order, so whoever acts on it reads the record first.</summary>
public enum HeardKind : byte
{
    Changed,
    Deleted,
}

/// <summary>The ways a portal is heard.</summary>
public enum HeardBy : byte
{
    /// <summary>An outgoing webhook or an application's event handler called us.</summary>
    Webhook,

    /// <summary>The application's queue of events, which we read.</summary>
    Offline,

    /// <summary>Records asked for by modified time.</summary>
    Polling,

    /// <summary>All ids compared with what is linked.</summary>
    Sweep,
}

/// <summary>
/// A record of the inbox. <paramref name="Sequence"/> grows with every hearing of the connection's records and is visible in order.
/// <paramref name="ModifiedAt"/> is the record's modified time where the way told one, to the second.
/// </summary>
public sealed record HeardRecord(long Sequence, int EntityTypeId, long CrmId, HeardKind Kind, HeardBy By, DateTimeOffset HeardAt, DateTimeOffset? ModifiedAt);

/// <summary>One hearing on its way to the inbox.</summary>
public sealed record HeardChange(int EntityTypeId, long CrmId, HeardKind Kind, HeardBy By)
{
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>
    /// Null: put in whatever was heard before, as events must be. Otherwise what the inbox remembers makes this one needless when it is of the same kind and has the same
    /// modified time, or was heard at or after this moment of our clock (whoever reads the record after that sees this change, too).
    /// </summary>
    public DateTimeOffset? CoveredFrom { get; init; }

    /// <summary>Fingerprint of the record's bindings to others, which change without a modified time; null when not looked at.</summary>
    public long? Bindings { get; init; }
}

/// <summary>
/// Records to look at, in the order of their sequences, each record once. A reader that has done with them keeps <paramref name="Through"/> as its cursor: everything up to it
/// was either here or of a kind that was not asked for.
/// </summary>
public sealed record InboxPage(IReadOnlyList<HeardRecord> Records, long Through, bool HasMore);
