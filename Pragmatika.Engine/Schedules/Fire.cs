namespace Pragmatika.Engine.Schedules;

/// <summary>What made the scheduler fire.</summary>
internal enum FireKind
{
    /// <summary>An interval or a cron expression.</summary>
    Clock,

    /// <summary>Something raised an event for the exchange.</summary>
    Event,

    /// <summary>An exchange it waits for ended well.</summary>
    After,

    /// <summary>A start that fell outside the windows, at their next opening.</summary>
    Deferred,
}

/// <summary>One firing. <paramref name="Cause"/> is for people; a recovery repeats a firing whose node died before its run had ended.</summary>
internal sealed record Fire(string Exchange, FireKind Kind, string Cause, bool IsRecovery)
{
    /// <summary>The next firing of a clock comes by itself; all others must not be lost because a run is under way.</summary>
    public bool CanBeSkipped => Kind == FireKind.Clock && !IsRecovery;
}
