namespace Pragmatika.Engine.Hearing;

/// <summary>
/// What was heard from the portals and waits for those who read it. One entry a record: a record heard again moves to a new, higher sequence, so one that is being
/// processed when it is heard again is processed again.
/// </summary>
public interface ICrmInbox
{
    /// <summary>
    /// Keeps what was heard: when it returns, all of it is committed (thousands in several transactions, so a failure may leave a part). Of several hearings of one record
    /// the last counts. Returns how many entries were new or moved; the rest was needless (<see cref="HeardChange.CoveredFrom"/>).
    /// </summary>
    Task<int> AppendAsync(string connection, IReadOnlyList<HeardChange> changes, CancellationToken cancellationToken);

    /// <summary>
    /// Entries of the given kinds of record after a cursor (0: all that wait). Sequences become visible in their order on every engine, whichever node wrote them: a
    /// reader that keeps <see cref="InboxPage.Through"/> misses none.
    /// </summary>
    Task<InboxPage> ReadAsync(string connection, IReadOnlyCollection<int> entityTypes, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Takes entries up to a sequence out of the queue, once all readers are past it. They stay as a memory, so that other ways do not hear the same change again.
    /// </summary>
    Task PurgeAsync(string connection, long upTo, CancellationToken cancellationToken);
}

/// <summary>What the inbox remembers of records, waiting or not: the sweep compares it with the portal.</summary>
internal interface ICrmMemory
{
    /// <summary>Everything remembered of one kind of record in id order, read page by page.</summary>
    IAsyncEnumerable<RememberedRecord> RememberedAsync(string connection, int entityTypeId, CancellationToken cancellationToken);

    /// <summary>Notes bindings seen for the first time; wakes nobody. Entries that are there keep their place.</summary>
    Task RememberAsync(string connection, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken);
}

/// <summary>One record of the memory. <paramref name="HeardAt"/> is null when only its bindings are known.</summary>
internal readonly record struct RememberedRecord(long CrmId, HeardKind Kind, DateTimeOffset? HeardAt, DateTimeOffset? ModifiedAt, long? Bindings);
