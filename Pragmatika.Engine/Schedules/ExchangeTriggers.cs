using System.Text.Json;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Mapping;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>Names and triggers of one exchange in Quartz: a job, one clock trigger, and at most one waiting start of each other kind.</summary>
internal static class ExchangeTriggers
{
    public const string JobGroup = "exchanges";
    public const string CauseData = "cause";
    public const string SignatureData = "schedule";

    public static JobKey Job(string exchange) => new(exchange, JobGroup);

    public static TriggerKey Key(string exchange, FireKind kind) => new(kind.ToString(), exchange);

    /// <summary>Changes exactly when the triggers must be made anew.</summary>
    public static string Signature(ScheduleDefinition schedule, bool isPaused, TimeZoneInfo zone) => isPaused
        ? "paused"
        : $"{zone.Id}|{schedule.Every}|{schedule.Cron}|{JsonSerializer.Serialize(schedule.Windows, MappingJson.Options)}";

    public static IJobDetail JobOf(string exchange, string signature) => JobBuilder.Create<ExchangeJob>()
        .WithIdentity(Job(exchange)).StoreDurably().RequestRecovery().UsingJobData(SignatureData, signature).Build();

    /// <summary>Null when the clock never fires: there is none, nobody can read it, or its years have gone by. What is missed by more than the threshold is caught up by one start.</summary>
    public static ITrigger? Clock(string exchange, ScheduleDefinition schedule, DateTimeOffset? lastStart, ScheduleOptions options, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (ScheduleClock.Next(schedule, null, now, options.Zone) is null)
        {
            return null;
        }

        var trigger = TriggerBuilder.Create(time).WithIdentity(Key(exchange, FireKind.Clock)).ForJob(Job(exchange));
        if (schedule.Windows.Count > 0)
        {
            trigger = trigger.WithCalendarName(exchange);
        }

        if (schedule.Every is { } every)
        {
            var due = lastStart + every is { } next && next > now ? next : now;
            var half = every / 2;
            return trigger.StartAt(due)
                .WithMisfireThreshold(half < options.MissedAfter ? half : options.MissedAfter)
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
                .Build();
        }

        return schedule.Cron is { Length: > 0 } cron
            ? trigger.StartAt(now)
                .WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(options.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build()
            : null;
    }

    /// <summary>One start at a moment.</summary>
    public static ITrigger Once(string exchange, FireKind kind, string cause, DateTimeOffset at, TimeProvider time) => TriggerBuilder.Create(time)
        .WithIdentity(Key(exchange, kind))
        .ForJob(Job(exchange))
        .UsingJobData(CauseData, cause)
        .StartAt(at)
        .WithSchedule(SimpleScheduleBuilder.Create().WithRepeatCount(0).WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
        .Build();
}
