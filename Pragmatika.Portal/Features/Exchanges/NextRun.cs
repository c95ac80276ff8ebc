using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Portal.Features.Exchanges;

/// <summary>When a schedule fires next by the clock. Reads no clock.</summary>
public static class NextRun
{
    /// <summary>Null when the exchange runs by hand or only by event, is paused, or never fires again. An interval that has passed already fires now.</summary>
    public static DateTimeOffset? Of(ScheduleDefinition? schedule, DateTimeOffset? lastStart, DateTimeOffset now) =>
        ScheduleClock.Next(schedule, lastStart, now, Session.TimeZones.Find(null));
}
