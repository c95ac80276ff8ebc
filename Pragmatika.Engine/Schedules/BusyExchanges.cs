using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Schedules;

/// <summary>Waits until an exchange whose run is under way is free.</summary>
internal sealed class BusyExchanges(RunDoor door, IOptions<RunLeaseOptions> lease, TimeProvider time, ILogger<BusyExchanges> logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);

    /// <summary>
    /// Waits for the run under way, at most one waiter an exchange: what the second one wants the first one does. A recovery gives up when the run turns out to be alive.
    /// </summary>
    public async Task<RunRecord?> StartWhenFreeAsync(Fire fire, CancellationToken stopping)
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
                var newest = await door.NewestAsync(fire.Exchange, stopping);
                dead ??= newest;
                if (fire.IsRecovery && IsOver(dead, newest))
                {
                    return null;
                }

                if (await door.TryStartAsync(fire, stopping) is { } run)
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
}
