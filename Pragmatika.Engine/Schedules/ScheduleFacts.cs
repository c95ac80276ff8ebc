namespace Pragmatika.Engine.Schedules;

/// <summary>What has become of an exchange's starts since it was first scheduled.</summary>
public sealed record ScheduleFacts
{
    public static ScheduleFacts None { get; } = new();

    /// <summary>Starts that fell on a run under way.</summary>
    public long Skipped { get; init; }

    public DateTimeOffset? SkippedAt { get; init; }

    /// <summary>Starts for which no node was there in time; each row of them was caught up by one run.</summary>
    public long Missed { get; init; }

    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>The end of the newest run of another exchange that was answered by a start, or that a pause let go by.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>All schedules stand still: who said so and when.</summary>
public sealed record SchedulesPause(string By, DateTimeOffset At);
