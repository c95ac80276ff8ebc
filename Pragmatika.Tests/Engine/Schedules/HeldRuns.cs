using System.Collections.Concurrent;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Tests.Engine.Schedules;

/// <summary>Runs under real leases of the real store that do nothing and end when the test says so, or at once.</summary>
internal sealed class HeldRuns(IEngineStore store, TimeProvider time) : IRunService
{
    private readonly ConcurrentDictionary<Guid, (RunRecord Run, LeaseGrant Lease, TaskCompletionSource<RunRecord> End)> _open = new();

    public ConcurrentQueue<RunRecord> Started { get; } = [];

    public bool IsHolding { get; set; }

    /// <summary>Refuses every start, when set.</summary>
    public string? Refusal { get; set; }

    public async Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
        {
            throw new RunRefusedException(Refusal, []);
        }

        var run = new RunRecord
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Exchange = request.Exchange,
            Mode = request.Mode,
            IsDryRun = request.DryRun,
            State = RunState.Running,
            StartedAt = time.GetUtcNow(),
            StartedBy = request.StartedBy,
        };
        var lease = await store.TakeLeaseAsync(run, TimeSpan.FromMinutes(5), cancellationToken)
            ?? throw new RunRefusedException($"{request.Exchange} runs already.", []) { IsUnderWay = true };
        _open[run.Id] = (run, lease, new TaskCompletionSource<RunRecord>(TaskCreationOptions.RunContinuationsAsynchronously));
        Started.Enqueue(run);
        if (!IsHolding)
        {
            await EndAsync(run.Id);
        }

        return run;
    }

    /// <summary>Ends a run that is held.</summary>
    public async Task EndAsync(Guid runId, RunState state = RunState.Succeeded)
    {
        var (run, lease, end) = _open[runId];
        var final = run with { State = state, EndedAt = time.GetUtcNow() };
        await store.EndRunAsync(final, lease.Fence, clean: true, CancellationToken.None);
        end.SetResult(final);
    }

    public Task<RunRecord> CompletionAsync(Guid runId, CancellationToken cancellationToken) => _open[runId].End.Task.WaitAsync(cancellationToken);

    public bool Cancel(Guid runId)
    {
        _ = EndAsync(runId, RunState.Cancelled);
        return true;
    }

    public IAsyncEnumerable<RunRecord> WatchAsync(Guid runId, CancellationToken cancellationToken) => throw new NotSupportedException("The scheduler does not watch.");
}
