using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Schedules;

/// <summary>The runs that firings make. The run lease has the last word on whether an exchange may start; this class says what a refusal means.</summary>
internal sealed class FiredRuns(RunDoor door, BusyExchanges busy, IScheduleStore book, ScheduleEntries entries, ILogger<FiredRuns> logger)
{
    private readonly ConcurrentDictionary<string, string> _refusals = new(StringComparer.Ordinal);

    /// <summary>Runs the exchange to its end, or says why not.</summary>
    public async Task RunAsync(Fire fire, CancellationToken stopping)
    {
        try
        {
            if (await StartAsync(fire, stopping) is { } run)
            {
                _refusals.TryRemove(fire.Exchange, out _);
                await door.FollowAsync(run, stopping);
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
            return await busy.StartWhenFreeAsync(fire, stopping);
        }

        if (await door.TryStartAsync(fire, stopping) is { } run)
        {
            return run;
        }

        await SkipAsync(fire.Exchange, stopping);
        return null;
    }

    private async Task SkipAsync(string exchange, CancellationToken stopping)
    {
        var current = await door.NewestAsync(exchange, stopping);
        logger.Skipped(exchange);
        if (await book.SkippedAsync(exchange, current?.Id ?? Guid.Empty, stopping))
        {
            await entries.SkippedAsync(exchange, current, stopping);
        }
    }
}
