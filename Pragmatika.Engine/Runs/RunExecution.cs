using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Reverse;
using Pragmatika.Engine.Runs.Undo;
using Pragmatika.Engine.Runs.Vanished;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Engine.Runs;

/// <summary>One run from its lease to its final record. Every failure ends here, as a message for people on the record.</summary>
internal sealed class RunExecution(
    RunOpener opener, IEngineStore store, ExchangeDefinition definition, RunRequest request, RunRecord record, LeaseGrant lease, RunLeaseOptions leasing, TimeProvider time, ILogger logger)
    : IDisposable
{
    private readonly CancellationTokenSource _finish = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<RunProgress> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunRecord _final = null!;
    private RunProgress? _progress;
    private bool _writesUnknown;

    /// <summary>Ends when the run has ended and the journal says so; never faults.</summary>
    public Task<RunRecord> Completion { get; private set; } = Task.FromException<RunRecord>(new InvalidOperationException("The run was not started."));

    public string Exchange => definition.Name;

    public bool IgnoresFuse => request.IgnoresFuse;

    /// <summary><paramref name="tell"/> gets the record when the run begins and when it has ended; it must not throw.</summary>
    public void Start(Func<RunRecord, Task> tell)
    {
        _final = record;
        Completion = Task.Run(() => ExecuteAsync(tell));
    }

    /// <summary>Finishes the batch under way, then stops.</summary>
    public void Cancel() => _finish.Cancel();

    public async IAsyncEnumerable<RunRecord> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return record;
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
        using var trace = EngineTelemetry.Run(record.Id, request.Mode.ToString());
        logger.RunStarted(record.Id, definition.Name);
        var renewing = RenewAsync();
        await tell(record);
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
            logger.RunFailed(exception, record.Id, definition.Name);
            End(RunState.Failed, RunFailures.Describe(exception));
        }
        finally
        {
            await _stop.CancelAsync();
            await renewing;
        }

        await StoreEndAsync();
        EngineTelemetry.Ended(trace, _final.State.ToString(), isFailure: _final.State == RunState.Failed);
        await tell(_final);
        return _final;
    }

    private static bool NeedsPerson(RunRecord run) => run.Total is { Conflicted: > 0 } or { Rejected: > 0 } or { Failed: > 0 };

    private async Task RunAsync()
    {
        var source = await opener.OpenSourceAsync(definition, _stop.Token);
        var portal = await opener.OpenPortalAsync(definition, _stop.Token);
        var progress = new RunProgress(record, [.. definition.Flows.Select(flow => flow.Name)], portal, time);
        portal.Called = progress.Called;
        _progress = progress;
        _started.TrySetResult(progress);
        try
        {
            await opener.MarkOwnAsync(portal, definition, _stop.Token);
            var context = await opener.BindAsync(definition, request, source, portal, record, lease, _stop.Token);
            await PumpAsync(context, progress);
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

    private async Task PumpAsync(RunContext context, RunProgress progress)
    {
        if (request.BothWays.Count > 0)
        {
            await new ReverseRun(context, progress).LookAtAsync(request.BothWays, _stop.Token);
            await new VanishedRun(context, progress).CarryOutAsync(_stop.Token);
        }

        if (request.Mode == RunMode.Undo)
        {
            await new UndoRun(context, progress, opener.Memory).RunAsync(_finish.Token, _stop.Token);
            return;
        }

        if (request.Mode == RunMode.Exactly)
        {
            await ExactlyAsync(context, progress);
            return;
        }

        if (request.Mode == RunMode.Repair)
        {
            await new RepairRun(context, progress, opener.Memory.Findings).RunAsync(_finish.Token, _stop.Token);
            return;
        }

        if (request.Mode != RunMode.Heard)
        {
            await ForwardAsync(context, progress);
        }

        if (request.Mode != RunMode.Keys && !_finish.IsCancellationRequested)
        {
            await new ReverseRun(context, progress).RunAsync(_finish.Token, _stop.Token);
        }
    }

    private async Task ForwardAsync(RunContext context, RunProgress progress)
    {
        var checkpoint = await store.CheckpointAsync(definition.Name, _stop.Token);
        await ClaimAsync(context);
        var read = SourceReading.For(definition, request, context.Shape.Columns, checkpoint);
        var rows = await context.Source.CountAsync(read, _stop.Token);
        progress.Expect(rows);
        await new Foresight(context).LookAsync(read, rows, record, _finish.Token, _stop.Token);
        if (_finish.IsCancellationRequested)
        {
            return;
        }

        context = context with { Seen = SeesEveryRow(read) && VanishedRun.Flows(definition, request.DryRun).Count > 0 ? new SeenRows() : null };
        await RunParts.Pump(context, progress).RunAsync(read, SourceReading.SavesCursorAsItGoes(definition, request, checkpoint), _finish.Token, _stop.Token);
        if (request.Mode.GoesOverAllRows() && !_finish.IsCancellationRequested)
        {
            await new LeftOrphans(context, progress).LinkAsync(_stop.Token);
        }

        if (context.Seen is { } seen && !_finish.IsCancellationRequested)
        {
            await new VanishedRun(context, progress).RunAsync(seen, _stop.Token);
        }
    }

    /// <summary>A scan that goes on after a crash, or reads named keys only, does not know what went.</summary>
    private bool SeesEveryRow(SqlRead read) => request.Mode.GoesOverAllRows() && definition.Source.Tracking.Kind == TrackingKind.FullScan && read is { After: null, OnlyKeys: null, Status: null };

    private async Task ExactlyAsync(RunContext context, RunProgress progress)
    {
        var plan = await opener.Memory.PlanAsync(definition, request.Of!.Run, _stop.Token);
        await ForwardAsync(context with { Exactly = plan }, progress);
        if (!_finish.IsCancellationRequested)
        {
            await new ExactEnd(context, progress).TellNotMetAsync(plan, _stop.Token);
        }
    }

    private async Task ClaimAsync(RunContext context)
    {
        var tracking = definition.Source.Tracking;
        if (tracking is { Kind: TrackingKind.Status, Column: { } column } && request is { Mode: RunMode.Incremental, DryRun: false })
        {
            await context.Source.ClaimAsync(definition.Source.Table, column, tracking.NewStatus, tracking.ClaimedStatus, _stop.Token);
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
        RunState.Succeeded or RunState.NeedsPerson when !request.DryRun && request.Mode.GoesOverAllRows() => true,
        _ => !lease.PreviousUnclean && !_writesUnknown,
    };

    private async Task StoreEndAsync()
    {
        try
        {
            await store.EndRunAsync(_final, lease.Fence, IsClean(), CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.EndNotStored(exception, record.Id, definition.Name); // the lease runs out by itself and the next run looks keys up
        }

        logger.RunEnded(record.Id, definition.Name, _final.State);
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(leasing.Renewal, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (!await store.RenewLeaseAsync(definition.Name, lease.Fence, leasing.Duration, _stop.Token))
                {
                    await _stop.CancelAsync(); // another node has the exchange: nothing of ours can be committed any more
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception)
        {
            logger.LeaseNotRenewed(exception, definition.Name);
        }
    }
}
