using Pragmatika.Bench.Simulation;

namespace Pragmatika.Bench.Storms.World;

/// <summary>
/// The one clock of a storm. A delay is over at once and moves the clock by its length; everything else that is timed (a lease to renew) happens when the clock passes it.
/// Nothing waits for real, and the same history always sees the same times.
/// </summary>
internal sealed class StormClock(DateTimeOffset start) : SimulatedClock(start)
{
    private readonly Lock _moving = new();

    /// <summary>Called after the clock has moved and before anybody's delay ends: what was to happen meanwhile happens here.</summary>
    public Action? Moving { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (IsDelay(state))
        {
            Pass(dueTime);
        }

        return timer;
    }

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time)
    {
        lock (_moving)
        {
            Skip(time);
            Moving?.Invoke();
            MoveBy(TimeSpan.Zero);
        }
    }

    /// <summary>Task.Delay hands its own promise to the timer; timeouts and periodic timers hand something else.</summary>
    private static bool IsDelay(object? state) => state?.GetType().Name.StartsWith("DelayPromise", StringComparison.Ordinal) == true;
}
