using Pragmatika.Engine.Exchanges;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>When a schedule fires next. Pure.</summary>
public static class NextRun
{
    /// <summary>
    /// Null when nothing is scheduled. An interval counts from the start of the last run (at once when there was none or it is overdue);
    /// a cron expression is read in <paramref name="zone"/>.
    /// </summary>
    public static DateTimeOffset? After(ScheduleDefinition? schedule, DateTimeOffset? lastStarted, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (schedule is null or { Paused: true })
        {
            return null;
        }

        if (schedule.Every is { } every)
        {
            var due = lastStarted is { } last ? last + every : now;
            return due > now ? due : now;
        }

        return schedule.Cron is { } cron ? new CronExpression(cron, zone).GetNextValidTimeAfter(now) : null;
    }
}
