using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Data;

/// <summary>
/// The hot side of the portal's database: prepared statements, COPY or bulk copy behind one interface, the same promises on every engine.
/// Reads see everything committed before them.
/// </summary>
public interface IEngineStore
{
    /// <summary>States of the given rows; absent rows are missing from the answer.</summary>
    Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(string exchange, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken);

    /// <summary>Links of one flow by source key; absent keys are missing from the answer.</summary>
    Task<IReadOnlyDictionary<string, Link>> LinksAsync(string exchange, string flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Links whose match value number <paramref name="matchRule"/> is one of <paramref name="values"/>: value → links.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<Link>>> LinksByMatchAsync(
        string exchange, string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken);

    /// <summary>All links of one flow in key order, streamed (verify).</summary>
    IAsyncEnumerable<Link> AllLinksAsync(string exchange, string flow, CancellationToken cancellationToken);

    /// <summary>The highest CRM id linked by a flow, or 0: records with our origin above it were made by a batch that was never committed.</summary>
    Task<long> HighestCrmIdAsync(string exchange, string flow, CancellationToken cancellationToken);

    /// <summary>One transaction; throws <see cref="LeaseLostException"/> and changes nothing when the fence is outdated.</summary>
    Task CommitAsync(BatchCommit commit, CancellationToken cancellationToken);

    Task<string?> CheckpointAsync(string exchange, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the exchange's lease for a run and stores the run as Running. Null when another run holds an unexpired lease. When the holder's lease ran out
    /// its run becomes Crashed and <see cref="LeaseGrant.PreviousUnclean"/> is true; so it is when the last run ended without a clean end.
    /// </summary>
    Task<LeaseGrant?> TakeLeaseAsync(RunRecord run, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Prolongs the lease; false when it was lost.</summary>
    Task<bool> RenewLeaseAsync(string exchange, long fence, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Stores the final record and frees the lease. <paramref name="clean"/> is false when sent writes may be unknown to the store.</summary>
    Task EndRunAsync(RunRecord run, long fence, bool clean, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<RunRecord>> RunsAsync(string? exchange, int count, CancellationToken cancellationToken);

    Task<RunRecord?> RunAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Open dead letters first, newest first; filters may be null.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? exchange, DeadLetterState? state, string? code, int skip, int count, CancellationToken cancellationToken);

    Task<DeadLetter?> DeadLetterAsync(long id, CancellationToken cancellationToken);

    /// <summary>Open dead letters per (exchange, code).</summary>
    Task<IReadOnlyList<DeadLetterGroup>> DeadLetterGroupsAsync(string? exchange, CancellationToken cancellationToken);

    Task SetDeadLetterStateAsync(long id, DeadLetterState state, CancellationToken cancellationToken);
}

/// <summary>A lease held: the fencing number to commit with, and whether the run before it may have left writes the store does not know.</summary>
public sealed record LeaseGrant(long Fence, bool PreviousUnclean);

public sealed record DeadLetterGroup(string Exchange, string Code, DeadLetterCause Cause, long Count);
