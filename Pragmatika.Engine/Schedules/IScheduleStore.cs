namespace Pragmatika.Engine.Schedules;

/// <summary>The scheduler's own numbers and the common pause, in the portal's database: all nodes see the same.</summary>
internal interface IScheduleStore
{
    /// <summary>Null when schedules run.</summary>
    Task<SchedulesPause?> PauseAsync(CancellationToken cancellationToken);

    /// <summary>False when all schedules were paused (or ran) already.</summary>
    Task<bool> SetPauseAsync(SchedulesPause? pause, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<string, ScheduleFacts>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Counts a start that fell on a run under way. True for the first one of that run.</summary>
    Task<bool> SkippedAsync(string exchange, Guid runId, CancellationToken cancellationToken);

    Task MissedAsync(string exchange, int count, DateTimeOffset first, CancellationToken cancellationToken);

    Task AnsweredAsync(string exchange, DateTimeOffset ended, CancellationToken cancellationToken);
}
