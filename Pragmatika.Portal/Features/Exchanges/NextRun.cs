using Pragmatika.Engine.Exchanges;
using Quartz;

namespace Pragmatika.Portal.Features.Exchanges;

/// <summary>When a schedule fires next. Reads no clock.</summary>
public static class NextRun
{
    /// <summary>Null when the exchange runs by hand, is paused, or its cron never fires again. An interval that has passed already fires now.</summary>
    public static DateTimeOffset? Of(ScheduleDefinition? schedule, DateTimeOffset? lastStart, DateTimeOffset now) => schedule switch
    {
        null or { Paused: true } => null,
        { Cron: { Length: > 0 } cron } => OfCron(cron, now),
        { Every: { } every } when lastStart is { } start => start + every > now ? start + every : now,
        { Every: not null } => now,
        _ => null,
    };

    private static DateTimeOffset? OfCron(string cron, DateTimeOffset now) =>
        CronExpression.TryParse(cron, out var expression) ? expression.WithTimeZone(Session.TimeZones.Find(null)).GetNextValidTimeAfter(now) : null;
}
