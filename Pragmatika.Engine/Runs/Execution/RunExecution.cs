using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Watching;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>One run from its lease to its final record. Every failure ends here, as a message for people on the record.</summary>
internal sealed class RunExecution(RunOrder order, RunLease lease, Sides sides, RunOpener opener, EarlierRuns earlier, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _finish = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<RunProgress> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunRecord _final = null!;
    private RunProgress? _progress;
    private bool _writesUnknown;

    /// <summary>Ends when the run has ended and the journal says so; never faults.</summary>
    public Task<RunRecord> Completion { get; private set; } = Task.FromException<RunRecord>(new InvalidOperationException("The run was not started."));

    public string Exchange => order.Definition.Name;

    public bool IgnoresFuse => order.Request.IgnoresFuse;

    /// <summary><paramref name="tell"/> gets the record when the run begins and when it has ended; it must not throw.</summary>
    public void Start(Func<RunRecord, Task> tell)
    {
        _final = order.Record;
        Completion = Task.Run(() => ExecuteAsync(tell));
    }

    /// <summary>Finishes the batch under way, then stops.</summary>
    public void Cancel() => _finish.Cancel();

    public async IAsyncEnumerable<RunRecord> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return order.Record;
        if (await Task.WhenAny(_started.Task, Completion).WaitAsync(cancellationToken) == _started.Task)
        {
            await foreach (var step in (await _started.Task).WatchAsync(cancellationToken))
            {
                yield return step;
            }
        }

        yield return await Completion.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _finish.Dispose();
        _stop.Dispose();
    }

    private async Task<RunRecord> ExecuteAsync(Func<RunRecord, Task> tell)
    {
        using var trace = EngineTelemetry.Run(order.Record.Id, order.Request.Mode.ToString());
        logger.RunStarted(order.Record.Id, order.Definition.Name);
        var renewing = lease.RenewAsync(_stop);
        await tell(order.Record);
        try
        {
            await RunAsync();
            var state = _finish.IsCancellationRequested ? RunState.Cancelled : NeedsPerson(_final) ? RunState.NeedsPerson : RunState.Succeeded;
            End(state, null);
        }
        catch (FuseBlownException exception)
        {
            End(RunState.FuseBlown, exception.Message);
        }
        catch (Exception exception)
        {
            logger.RunFailed(exception, order.Record.Id, order.Definition.Name);
            End(RunState.Failed, RunFailures.Describe(exception));
        }
        finally
        {
            await _stop.CancelAsync();
            await renewing;
        }

        await lease.EndAsync(_final, IsClean());
        EngineTelemetry.Ended(trace, _final.State.ToString(), isFailure: _final.State == RunState.Failed);
        await tell(_final);
        return _final;
    }

    private static bool NeedsPerson(RunRecord run) => run.Total is { Conflicted: > 0 } or { Rejected: > 0 } or { Failed: > 0 };

    private async Task RunAsync()
    {
        var source = await sides.OpenSourceAsync(order.Definition, _stop.Token);
        var portal = await sides.OpenPortalAsync(order.Definition, _stop.Token);
        var progress = new RunProgress(order.Record, [.. order.Definition.Flows.Select(flow => flow.Name)], portal, time);
        portal.Called = progress.Called;
        _progress = progress;
        _started.TrySetResult(progress);
        try
        {
            await sides.MarkOwnAsync(portal, order.Definition, _stop.Token);
            var context = await opener.BindAsync(order.Definition, order.Request, source, portal, order.Record, order.Lease, _stop.Token);
            await new RunCourse(context, progress, earlier).RunAsync(_finish.Token, _stop.Token);
        }
        catch (DeliveryStoppedException exception)
        {
            _writesUnknown = exception.WritesUnknown;
            throw;
        }
        catch (Exception exception) when (exception is not (RunRefusedException or FuseBlownException))
        {
            _writesUnknown = progress.Record.Commands > 0; // a batch may have been delivered that could not be committed
            throw;
        }
        finally
        {
            portal.Called = null;
            _final = progress.Record;
        }
    }

    private void End(RunState state, string? message)
    {
        _final = _final with { State = state, Message = message, EndedAt = time.GetUtcNow() };
        _progress?.End(_final);
    }

    /// <summary>A run that did not reach the end of its source keeps the memory of an unclean one before it.</summary>
    private bool IsClean() => _final.State switch
    {
        RunState.Succeeded or RunState.NeedsPerson when !order.Request.DryRun && order.Request.Mode.GoesOverAllRows() => true,
        _ => !lease.PreviousUnclean && !_writesUnknown,
    };
}
