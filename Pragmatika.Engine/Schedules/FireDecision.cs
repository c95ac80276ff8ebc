using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;

namespace Pragmatika.Engine.Schedules;

/// <summary>What a firing comes to.</summary>
internal abstract record FireDecision
{
    public sealed record Start : FireDecision;

    /// <summary>Fire again when a window opens.</summary>
    public sealed record Defer(DateTimeOffset Until) : FireDecision;

    /// <summary>Paused, or the schedule has changed since the firing was planned.</summary>
    public sealed record Drop : FireDecision;

    /// <summary>Decides by the definition as it is now, not as it was when the firing was planned. Pure.</summary>
    public static FireDecision For(Fire fire, ScheduleDefinition? schedule, bool isAllPaused, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (schedule is null or { Paused: true } || isAllPaused || !IsWanted(fire, schedule))
        {
            return new Drop();
        }

        // What was begun inside a window may be ended outside: a window does not cut a run, nor does the death of a node.
        var windows = AllowedWindows.Of(schedule.Windows, zone);
        if (fire.IsRecovery || windows.IsOpen(now))
        {
            return new Start();
        }

        return windows.NextOpen(now) is var until && until < DateTimeOffset.MaxValue ? new Defer(until) : new Drop();
    }

    private static bool IsWanted(Fire fire, ScheduleDefinition schedule) => fire.Kind switch
    {
        FireKind.Clock => schedule.Every is not null || schedule.Cron is not null,
        FireKind.Event => schedule.OnEvent,
        FireKind.After => schedule.After.Count > 0,
        _ => true,
    };
}
