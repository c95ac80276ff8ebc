namespace Pragmatika.Engine.Runs;

/// <summary>Runs, their leases and checkpoints, and the one transaction that a batch is committed in.</summary>
public interface IRunStore
{
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

    /// <summary>Ends a run that the fuse stopped and nobody will go on with; <paramref name="text"/> is added to its message. Gives its exchange; null when it did not wait.</summary>
    Task<string?> RefuseRunAsync(Guid runId, string text, CancellationToken cancellationToken);
}

/// <summary>A lease held: the fencing number to commit with, and whether the run before it may have left writes the store does not know.</summary>
public sealed record LeaseGrant(long Fence, bool PreviousUnclean);
