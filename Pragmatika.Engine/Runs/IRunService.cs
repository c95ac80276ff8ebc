namespace Pragmatika.Engine.Runs;

/// <summary>Starts, watches and cancels runs of this process. Runs of other processes are seen through the store.</summary>
public interface IRunService
{
    /// <summary>
    /// Starts a run and returns its record at once. Throws <see cref="RunRefusedException"/> when the exchange is unknown, its definition is invalid, or a run of it is under way anywhere.
    /// </summary>
    Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Progress at most every 100 ms until the run has ended; the last record is final.</summary>
    IAsyncEnumerable<RunRecord> WatchAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Waits for the end and returns the final record.</summary>
    Task<RunRecord> CompletionAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Finishes the batch under way, then stops. False when no such run is under way in this process.</summary>
    bool Cancel(Guid runId);
}
