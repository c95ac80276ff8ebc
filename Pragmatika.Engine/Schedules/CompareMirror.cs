using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>Keeps Quartz's jobs of scheduled comparisons as the stored definitions say, beside those of the exchanges themselves.</summary>
internal sealed class CompareMirror(IOptions<ScheduleOptions> options, TimeProvider time)
{
    public const string Group = "comparisons";

    /// <summary>The trigger of an exchange's comparisons.</summary>
    public static TriggerKey Trigger(string exchange) => new(exchange, Group);

    private readonly Dictionary<string, string> _applied = new(StringComparer.Ordinal);

    /// <summary>One caller at a time.</summary>
    public async Task ApplyAsync(IScheduler scheduler, IReadOnlyList<StoredExchange> exchanges, CancellationToken cancellationToken)
    {
        var compared = exchanges.Where(exchange => exchange.Definition.Compare is not null).ToList();
        await RemoveOthersAsync(scheduler, compared.Select(exchange => exchange.Name).ToHashSet(StringComparer.Ordinal), cancellationToken);
        foreach (var exchange in compared)
        {
            var compare = exchange.Definition.Compare!;
            var signature = ExchangeTriggers.Signature(compare.ToSchedule(), isPaused: false, options.Value.Zone);
            if (_applied.GetValueOrDefault(exchange.Name) == signature)
            {
                continue;
            }

            try
            {
                await ApplyAsync(scheduler, exchange.Name, compare, signature, cancellationToken);
                _applied[exchange.Name] = signature;
            }
            catch (ObjectAlreadyExistsException)
            {
                // Another node was faster with a new exchange; the next look finds its work.
            }
        }
    }

    /// <summary>An exchange's own windows have its bare name.</summary>
    private static string Calendar(string exchange) => $"{Group}:{exchange}";

    /// <summary>Forgets what it knows of the store, for a scheduler that was started anew.</summary>
    public void Reset() => _applied.Clear();

    private async Task RemoveOthersAsync(IScheduler scheduler, HashSet<string> compared, CancellationToken cancellationToken)
    {
        var known = _applied.Count > 0
            ? [.. _applied.Keys]
            : (await scheduler.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(Group), Take = int.MaxValue }, cancellationToken)).Items.Select(job => job.Key.Name).ToList();
        foreach (var name in known.Where(name => !compared.Contains(name)))
        {
            await scheduler.DeleteJob(new JobKey(name, Group), cancellationToken);
            await scheduler.DeleteCalendar(Calendar(name), cancellationToken);
            _applied.Remove(name);
        }
    }

    private async Task ApplyAsync(IScheduler scheduler, string exchange, CompareDefinition compare, string signature, CancellationToken cancellationToken)
    {
        var key = new JobKey(exchange, Group);
        var stored = await scheduler.GetJobDetail(key, cancellationToken);
        if (stored is not null && stored.JobDataMap.TryGetValue(ExchangeTriggers.SignatureData, out var known) && known as string == signature)
        {
            return;
        }

        if (Clock(key, compare) is { } clock)
        {
            if (compare.Windows.Count > 0)
            {
                await scheduler.AddCalendar(Calendar(exchange), new WindowCalendar(compare.Windows, options.Value.Zone.Id), AddCalendarOptions.Replacing, cancellationToken);
            }

            var job = JobBuilder.Create<CompareJob>().WithIdentity(key).StoreDurably().UsingJobData(ExchangeTriggers.SignatureData, signature).Build();
            await scheduler.ScheduleJob(job, [clock], stored is null ? default : ScheduleJobOptions.Replacing, cancellationToken);
        }
    }

    /// <summary>The first comparison by an interval comes one interval from now: a definition that was just saved needs none.</summary>
    private ITrigger? Clock(JobKey key, CompareDefinition compare)
    {
        var trigger = TriggerBuilder.Create(time).WithIdentity(Trigger(key.Name)).ForJob(key);
        if (compare.Windows.Count > 0)
        {
            trigger = trigger.WithCalendarName(Calendar(key.Name));
        }

        if (compare.Every is { } every)
        {
            return trigger.StartAt(time.GetUtcNow() + every)
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
                .Build();
        }

        return compare.Cron is { Length: > 0 } cron && ScheduleClock.Next(compare.ToSchedule(), null, time.GetUtcNow(), options.Value.Zone) is not null
            ? trigger.StartAt(time.GetUtcNow())
                .WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(options.Value.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build()
            : null;
    }
}
