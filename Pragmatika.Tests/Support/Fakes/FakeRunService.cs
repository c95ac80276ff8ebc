using System.Collections.Concurrent;
using System.Threading.Channels;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Runs that move only when the test reports progress. Every report is stored too.</summary>
public sealed class FakeRunService(FakeEngineStore store, TimeProvider time) : IRunService
{
    private readonly ConcurrentDictionary<Guid, Channel<RunRecord>> _watched = new();

    public List<RunRequest> Started { get; } = [];

    public List<Guid> Cancelled { get; } = [];

    /// <summary>Mistakes that refuse the next start.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; set; } = [];

    public Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (Problems.Count > 0)
        {
            return Task.FromException<RunRecord>(new RunRefusedException("The definition is invalid.", Problems));
        }

        Started.Add(request);
        var run = new RunRecord
        {
            Id = Guid.NewGuid(),
            Exchange = request.Exchange,
            Mode = request.Mode,
            IsDryRun = request.DryRun,
            State = RunState.Running,
            StartedAt = time.GetUtcNow(),
            StartedBy = request.StartedBy,
        };
        Report(run);
        return Task.FromResult(run);
    }

    /// <summary>Stores the record and shows it to watchers; a record that is not Running ends them.</summary>
    public void Report(RunRecord run)
    {
        store.Put(run);
        var channel = ChannelOf(run.Id);
        channel.Writer.TryWrite(run);
        if (run.State != RunState.Running)
        {
            channel.Writer.TryComplete();
        }
    }

    public IAsyncEnumerable<RunRecord> WatchAsync(Guid runId, CancellationToken cancellationToken) => ChannelOf(runId).Reader.ReadAllAsync(cancellationToken);

    public async Task<RunRecord> CompletionAsync(Guid runId, CancellationToken cancellationToken)
    {
        await ChannelOf(runId).Reader.Completion.WaitAsync(cancellationToken);
        return (await store.RunAsync(runId, cancellationToken))!;
    }

    public bool Cancel(Guid runId)
    {
        Cancelled.Add(runId);
        return true;
    }

    private Channel<RunRecord> ChannelOf(Guid runId) => _watched.GetOrAdd(runId, _ => Channel.CreateUnbounded<RunRecord>());
}
