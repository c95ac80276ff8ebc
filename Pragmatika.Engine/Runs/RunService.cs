using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <inheritdoc cref="IRunService"/>
internal sealed class RunService(
    IExchangeCatalog catalog,
    IDefinitionValidator validator,
    RunOpener opener,
    IEngineStore store,
    IJournalWriter journal,
    IOptions<RunLeaseOptions> leasing,
    TimeProvider time,
    ILogger<RunService> logger)
    : IRunService
{
    private readonly ConcurrentDictionary<Guid, RunExecution> _runs = new();

    public async Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var stored = await catalog.FindAsync(request.Exchange, cancellationToken)
            ?? throw new RunRefusedException(RunTexts.NoExchange.With(request.Exchange), []);
        var problems = validator.Validate(stored.Definition);
        if (problems.Count > 0)
        {
            throw new RunRefusedException(RunTexts.BadDefinition.With(request.Exchange, problems.Count), problems);
        }

        if (request.Mode == RunMode.Heard && stored.Definition.Flows.Any(flow => flow.Born is not null))
        {
            request = request with { Mode = RunMode.Incremental }; // rows for records born in the CRM are made only after the table's own new rows have found theirs
        }

        await opener.Memory.CheckAsync(request, cancellationToken);
        var record = new RunRecord
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Exchange = request.Exchange,
            Mode = request.Mode,
            IsDryRun = request.DryRun,
            State = RunState.Running,
            StartedAt = time.GetUtcNow(),
            StartedBy = request.StartedBy,
            Of = request.Of,
        };
        var lease = await store.TakeLeaseAsync(record, leasing.Value.Duration, cancellationToken)
            ?? throw new RunRefusedException(RunTexts.AlreadyRunning.With(request.Exchange), []) { IsUnderWay = true };
        Launch(new RunExecution(opener, store, stored.Definition, request, record, lease, leasing.Value, time, logger), record);
        return record;
    }

    public async IAsyncEnumerable<RunRecord> WatchAsync(Guid runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_runs.TryGetValue(runId, out var execution))
        {
            await foreach (var step in execution.WatchAsync(cancellationToken))
            {
                yield return step with { Message = StoredText.Read(step.Message) };
            }

            yield break;
        }

        await foreach (var step in WatchStoredAsync(runId, cancellationToken))
        {
            yield return step;
        }
    }

    public async Task<RunRecord> CompletionAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (_runs.TryGetValue(runId, out var execution))
        {
            var ended = await execution.Completion.WaitAsync(cancellationToken);
            return ended with { Message = StoredText.Read(ended.Message) };
        }

        RunRecord? last = null;
        await foreach (var step in WatchStoredAsync(runId, cancellationToken))
        {
            last = step;
        }

        return last ?? throw new RunRefusedException(RunTexts.NoRun.With(runId), []);
    }

    public bool Cancel(Guid runId)
    {
        if (!_runs.TryGetValue(runId, out var execution))
        {
            return false;
        }

        execution.Cancel();
        return true;
    }

    /// <summary>Asks every run to finish its batch and stop, and waits for them as long as it may.</summary>
    internal async Task StopAllAsync(CancellationToken cancellationToken)
    {
        var under = _runs.Values.ToList();
        under.ForEach(execution => execution.Cancel());
        try
        {
            await Task.WhenAll(under.Select(execution => execution.Completion)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Their leases run out, and the next start finds them crashed.
        }
    }

    private void Launch(RunExecution execution, RunRecord record)
    {
        _runs[record.Id] = execution;
        using (StoredText.ForLater())
        {
            execution.Start(run => TellAsync(execution, run));
        }

        _ = ForgetAsync(execution, record);
    }

    private async Task ForgetAsync(RunExecution execution, RunRecord record)
    {
        await execution.Completion;
        _runs.TryRemove(record.Id, out _);
        execution.Dispose();
    }

    /// <summary>A run goes on without its lines in the journal.</summary>
    private async Task TellAsync(RunExecution execution, RunRecord run)
    {
        try
        {
            JournalEntry[] entries = run.State != RunState.Running ? [RunEntries.Ended(run)] : execution.IgnoresFuse ? [RunEntries.Started(run), RunEntries.WithoutFuse(run)] : [RunEntries.Started(run)];
            await journal.AppendAsync(entries, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.JournalNotWritten(exception, run.Exchange);
        }
    }

    /// <summary>A run of another process is seen as the store has it, batch by batch.</summary>
    private async IAsyncEnumerable<RunRecord> WatchStoredAsync(Guid runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await store.RunAsync(runId, cancellationToken) is { } run)
        {
            yield return run;
            if (run.State != RunState.Running)
            {
                yield break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken);
        }
    }
}
