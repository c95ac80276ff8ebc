using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Execution;

/// <inheritdoc cref="IRunService"/>
internal sealed class RunService(RunAdmission admission, RunFactory runs, IEngineStore store, IJournalWriter journal, TimeProvider time, ILogger<RunService> logger) : IRunService
{
    private readonly ConcurrentDictionary<Guid, RunExecution> _runs = new();

    public async Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var order = await admission.AdmitAsync(request, cancellationToken);
        Launch(runs.Create(order), order.Record);
        return order.Record;
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
