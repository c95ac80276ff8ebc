using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>
/// Keeps Quartz's jobs and triggers as the stored definitions say. The definitions are the truth: whatever is changed, imported or deleted by whatever node or command arrives here.
/// What has not changed is not touched, so that missed starts are still seen after a restart.
/// </summary>
internal sealed class ScheduleMirror(IEngineStore store, IOptions<ScheduleOptions> options, TimeProvider time, ILogger<ScheduleMirror> logger)
{
    private readonly Dictionary<string, string> _applied = new(StringComparer.Ordinal);

    /// <summary>One caller at a time.</summary>
    public async Task ApplyAsync(IScheduler scheduler, IReadOnlyList<StoredExchange> exchanges, bool isAllPaused, CancellationToken cancellationToken)
    {
        var scheduled = exchanges.Where(exchange => exchange.Definition.Schedule is not null).ToList();
        await RemoveOthersAsync(scheduler, scheduled.Select(exchange => exchange.Name).ToHashSet(StringComparer.Ordinal), cancellationToken);
        foreach (var exchange in scheduled)
        {
            var schedule = exchange.Definition.Schedule!;
            var isPaused = isAllPaused || schedule.Paused;
            var signature = ExchangeTriggers.Signature(schedule, isPaused, options.Value.Zone);
            if (_applied.GetValueOrDefault(exchange.Name) == signature)
            {
                continue;
            }

            try
            {
                await ApplyAsync(scheduler, exchange.Name, schedule, isPaused, signature, cancellationToken);
                _applied[exchange.Name] = signature;
            }
            catch (ObjectAlreadyExistsException)
            {
                // Another node was faster with a new exchange; the next look finds its work.
            }
        }
    }

    /// <summary>Forgets what it knows of the store, for a scheduler that was started anew.</summary>
    public void Reset() => _applied.Clear();

    private async Task RemoveOthersAsync(IScheduler scheduler, HashSet<string> scheduled, CancellationToken cancellationToken)
    {
        var known = _applied.Count > 0
            ? [.. _applied.Keys]
            : (await scheduler.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(ExchangeTriggers.JobGroup), Take = int.MaxValue }, cancellationToken)).Items.Select(job => job.Key.Name).ToList();
        foreach (var name in known.Where(name => !scheduled.Contains(name)))
        {
            await scheduler.DeleteJob(ExchangeTriggers.Job(name), cancellationToken);
            await scheduler.DeleteCalendar(name, cancellationToken);
            _applied.Remove(name);
        }
    }

    private async Task ApplyAsync(
        IScheduler scheduler, string exchange, ScheduleDefinition schedule, bool isPaused, string signature, CancellationToken cancellationToken)
    {
        var stored = await scheduler.GetJobDetail(ExchangeTriggers.Job(exchange), cancellationToken);
        if (stored is not null && stored.JobDataMap.TryGetValue(ExchangeTriggers.SignatureData, out var known) && known as string == signature)
        {
            return;
        }

        var job = ExchangeTriggers.JobOf(exchange, signature);
        var last = await store.RunsAsync(exchange, 1, cancellationToken) is [var newest, ..] ? newest : null;
        var clock = isPaused ? null : ExchangeTriggers.Clock(exchange, schedule, last?.StartedAt, options.Value, time);
        if (clock is null)
        {
            await ClearAsync(scheduler, exchange, isPaused, cancellationToken);
            await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        }
        else
        {
            await ScheduleAsync(scheduler, job, clock, schedule, isNew: stored is null, cancellationToken);
        }

        logger.Mirrored(exchange, clock?.GetFireTimeAfter(time.GetUtcNow()));
    }

    /// <summary>Two nodes that see a new exchange at once must not both start it: the second one gets <see cref="ObjectAlreadyExistsException"/>.</summary>
    private async Task ScheduleAsync(IScheduler scheduler, IJobDetail job, ITrigger clock, ScheduleDefinition schedule, bool isNew, CancellationToken cancellationToken)
    {
        if (schedule.Windows.Count > 0)
        {
            await scheduler.AddCalendar(job.Key.Name, new WindowCalendar(schedule.Windows, options.Value.Zone.Id), AddCalendarOptions.Replacing, cancellationToken);
        }

        await scheduler.ScheduleJob(job, [clock], isNew ? default : ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>A pause takes the waiting starts with it; a schedule without a clock only loses its clock.</summary>
    private static async Task ClearAsync(IScheduler scheduler, string exchange, bool isPaused, CancellationToken cancellationToken)
    {
        FireKind[] kinds = isPaused ? Enum.GetValues<FireKind>() : [FireKind.Clock];
        foreach (var kind in kinds)
        {
            await scheduler.UnscheduleJob(ExchangeTriggers.Key(exchange, kind), cancellationToken);
        }
    }
}
