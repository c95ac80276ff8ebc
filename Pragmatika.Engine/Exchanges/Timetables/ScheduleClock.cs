using Quartz;

namespace Pragmatika.Engine.Exchanges.Timetables;

/// <summary>When a schedule fires by the clock. Pure; says nothing of events and of other exchanges.</summary>
public static class ScheduleClock
{
    /// <summary>More openings than a year has; a schedule that fires in none of them never fires.</summary>
    private const int MostOpenings = 800;

    /// <summary>
    /// The next start after <paramref name="after"/>; null when there is none (by hand, only by event, paused, or a cron that its windows never meet).
    /// An interval counts from <paramref name="anchor"/>; without one, or when the anchor is more than an interval ago, it starts at once.
    /// </summary>
    public static DateTimeOffset? Next(ScheduleDefinition? schedule, DateTimeOffset? anchor, DateTimeOffset after, TimeZoneInfo zone) => schedule switch
    {
        null or { Paused: true } => null,
        { Every: { } every } => Open(schedule, anchor is { } last && last + every > after ? last + every : after, zone, from => Step(from, every, anchor ?? after)),
        { Cron: { Length: > 0 } cron } when Parse(cron, zone) is { } expression =>
            expression.GetNextValidTimeAfter(after) is { } first ? Open(schedule, first, zone, from => expression.GetNextValidTimeAfter(from.AddTicks(-1))) : null,
        _ => null,
    };

    /// <summary>The next starts, as if none took long: at most <paramref name="count"/>.</summary>
    public static IReadOnlyList<DateTimeOffset> Fires(ScheduleDefinition? schedule, DateTimeOffset? anchor, DateTimeOffset after, TimeZoneInfo zone, int count)
    {
        var fires = new List<DateTimeOffset>(count);
        while (fires.Count < count && Next(schedule, anchor, after, zone) is { } fire)
        {
            fires.Add(fire);
            (anchor, after) = (fire, fire);
        }

        return fires;
    }

    /// <summary>How many starts lie from <paramref name="first"/> to <paramref name="now"/>, both included; counts no further than <paramref name="most"/>.</summary>
    public static int CountMissed(ScheduleDefinition schedule, DateTimeOffset first, DateTimeOffset now, TimeZoneInfo zone, int most = 10_000)
    {
        var count = 0;
        for (DateTimeOffset? fire = first; fire <= now && count < most; fire = Next(schedule, fire, fire.Value, zone))
        {
            count++;
        }

        return count;
    }

    internal static CronExpression? Parse(string cron, TimeZoneInfo zone) =>
        CronExpression.TryParse(cron, out var expression) ? expression.WithTimeZone(zone) : null;

    /// <summary>The first of a row of starts that the windows allow; <paramref name="next"/> gives the first start at or after a moment.</summary>
    private static DateTimeOffset? Open(ScheduleDefinition schedule, DateTimeOffset first, TimeZoneInfo zone, Func<DateTimeOffset, DateTimeOffset?> next)
    {
        var windows = AllowedWindows.Of(schedule.Windows, zone);
        DateTimeOffset? start = first;
        for (var opening = 0; opening < MostOpenings && start is { } candidate; opening++)
        {
            if (windows.IsOpen(candidate))
            {
                return candidate;
            }

            start = next(windows.NextOpen(candidate));
        }

        return null;
    }

    /// <summary>The first moment at or after <paramref name="from"/> that is a whole number of intervals after the anchor.</summary>
    private static DateTimeOffset Step(DateTimeOffset from, TimeSpan every, DateTimeOffset anchor) =>
        anchor.AddTicks(((from - anchor).Ticks + every.Ticks - 1) / every.Ticks * every.Ticks);
}
