using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Schedules;

/// <summary>Turns a firing into a run. The run lease has the last word on whether an exchange may start; this class says what a refusal means.</summary>
internal sealed class ExchangeStarter(
    IExchangeCatalog catalog,
    IRunService runs,
    IEngineStore store,
    IScheduleStore book,
    ScheduleEntries entries,
    IOptions<ScheduleOptions> options,
    IOptions<RunLeaseOptions> lease,
    TimeProvider time,
    ILogger<ExchangeStarter> logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refusals = new(StringComparer.Ordinal);

    /// <summary>
    /// Runs the exchange to its end. Returns the moment to fire again when the windows are closed, else null. When <paramref name="stopping"/> is cancelled the run finishes its batch.
    /// </summary>
    public async Task<DateTimeOffset?> FireAsync(Fire fire, CancellationToken stopping)
    {
        using var texts = StoredText.ForLater();
        var stored = await catalog.FindAsync(fire.Exchange, stopping);
        var pause = await book.PauseAsync(stopping);
        switch (FireDecision.For(fire, stored?.Definition.Schedule, pause is not null, time.GetUtcNow(), options.Value.Zone))
        {
            case FireDecision.Defer later:
                return later.Until;
            case FireDecision.Start:
                await RunAsync(fire, stopping);
                return null;
            default:
                return null;
        }
    }

    private async Task RunAsync(Fire fire, CancellationToken stopping)
    {
        try
        {
            if (await StartAsync(fire, stopping) is { } run)
            {
                _refusals.TryRemove(fire.Exchange, out _);
                await FollowAsync(run, stopping);
            }
        }
        catch (RunRefusedException refused)
        {
            // The same refusal every ten seconds would drown the journal: it is written once, until something changes.
            logger.NotStarted(fire.Exchange, refused.Message);
            if (!_refusals.TryGetValue(fire.Exchange, out var known) || known != refused.Message)
            {
                _refusals[fire.Exchange] = refused.Message;
                await entries.RefusedAsync(fire.Exchange, refused.Message, stopping);
            }
        }
    }

    private async Task<RunRecord?> StartAsync(Fire fire, CancellationToken stopping)
    {
        if (!fire.CanBeSkipped)
        {
            return await StartWhenFreeAsync(fire, stopping);
        }

        if (await TryStartAsync(fire, stopping) is { } run)
        {
            return run;
        }

        await SkipAsync(fire.Exchange, stopping);
        return null;
    }

    private async Task FollowAsync(RunRecord run, CancellationToken stopping)
    {
        await using var cancelling = stopping.Register(() => runs.Cancel(run.Id));
        await runs.CompletionAsync(run.Id, CancellationToken.None);
    }

    /// <summary>
    /// Waits for the run under way, at most one waiter an exchange: what the second one wants the first one does. A recovery gives up when the run turns out to be alive.
    /// </summary>
    private async Task<RunRecord?> StartWhenFreeAsync(Fire fire, CancellationToken stopping)
    {
        if (!_waiting.TryAdd(fire.Exchange, true))
        {
            return null;
        }

        try
        {
            return await WaitAsync(fire, stopping);
        }
        finally
        {
            _waiting.TryRemove(fire.Exchange, out _);
        }
    }

    /// <summary>A database that does not answer is waited for: nothing else would start this firing again.</summary>
    private async Task<RunRecord?> WaitAsync(Fire fire, CancellationToken stopping)
    {
        RunRecord? dead = null;
        var giveUp = fire.IsRecovery ? time.GetUtcNow() + (2 * lease.Value.Duration) + Patience : DateTimeOffset.MaxValue;
        for (; ; await Task.Delay(Retry, time, stopping))
        {
            try
            {
                var newest = await NewestAsync(fire.Exchange, stopping);
                dead ??= newest;
                if (fire.IsRecovery && IsOver(dead, newest))
                {
                    return null;
                }

                if (await TryStartAsync(fire, stopping) is { } run)
                {
                    return run;
                }

                if (time.GetUtcNow() > giveUp)
                {
                    return null;
                }
            }
            catch (StoreException exception)
            {
                logger.NotStarted(fire.Exchange, exception.Message);
            }
        }
    }

    /// <summary>The run thought dead has ended by itself, or somebody has started another one already.</summary>
    private static bool IsOver(RunRecord? dead, RunRecord? newest) =>
        newest is not null && (newest.Id != dead?.Id || newest.State is not (RunState.Running or RunState.Crashed));

    /// <summary>Null when a run of the exchange is under way.</summary>
    private async Task<RunRecord?> TryStartAsync(Fire fire, CancellationToken stopping)
    {
        try
        {
            var run = await runs.StartAsync(Request(fire), stopping);
            await TellAsync(fire, run, stopping);
            return run;
        }
        catch (RunRefusedException refused) when (refused.IsUnderWay)
        {
            return null;
        }
    }

    /// <summary>The run is what counts: it goes on even when the journal could not take why it began.</summary>
    private async Task TellAsync(Fire fire, RunRecord run, CancellationToken stopping)
    {
        try
        {
            await entries.StartedAsync(fire, run, stopping);
        }
        catch (StoreException exception)
        {
            logger.NotTold(exception, fire.Exchange);
        }
    }

    private async Task SkipAsync(string exchange, CancellationToken stopping)
    {
        var current = await NewestAsync(exchange, stopping);
        logger.Skipped(exchange);
        if (await book.SkippedAsync(exchange, current?.Id ?? Guid.Empty, stopping))
        {
            await entries.SkippedAsync(exchange, current, stopping);
        }
    }

    private async Task<RunRecord?> NewestAsync(string exchange, CancellationToken stopping) =>
        await store.RunsAsync(exchange, 1, stopping) is [var newest, ..] ? newest : null;

    private static RunRequest Request(Fire fire) => new() { Exchange = fire.Exchange, StartedBy = "schedule" };
}
