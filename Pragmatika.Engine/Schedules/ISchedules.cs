using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Schedules;

/// <summary>One exchange of the board. <paramref name="Next"/> are the next starts by the clock, fewer than asked for when there are no more.</summary>
public sealed record ScheduleLine(StoredExchange Exchange, RunRecord? LastRun, IReadOnlyList<DateTimeOffset> Next, ScheduleFacts Facts, bool IsInLoop)
{
    public string Name => Exchange.Name;

    public string Title => string.IsNullOrEmpty(Exchange.Title) ? Exchange.Name : Exchange.Title;

    public ScheduleDefinition? Schedule => Exchange.Definition.Schedule;

    /// <summary>The next comparisons of both sides by the clock.</summary>
    public IReadOnlyList<DateTimeOffset> NextCompares { get; init; } = [];

    public CompareDefinition? Compare => Exchange.Definition.Compare;
}

/// <summary>A node that may start exchanges. <paramref name="LastSeen"/> is null where the database knows one node only.</summary>
public sealed record SchedulerNode(string Name, DateTimeOffset? LastSeen, bool IsAlive, bool IsThis);

/// <summary>All exchanges as the scheduler has them. <paramref name="Pause"/> is null while schedules run; without nodes no scheduler runs in this process.</summary>
public sealed record ScheduleBoard(IReadOnlyList<ScheduleLine> Lines, SchedulesPause? Pause, IReadOnlyList<SchedulerNode> Nodes, TimeZoneInfo Zone);

/// <summary>Reads and changes schedules. Every change is a new version of the definition, is told in the journal, and takes effect at once here and within seconds on other nodes.</summary>
public interface ISchedules
{
    /// <summary>By title.</summary>
    Task<ScheduleBoard> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives an exchange another schedule; null: by hand only. Returns the mistakes that keep it from being saved, with paths from the definition's root; empty when it was saved.
    /// </summary>
    Task<IReadOnlyList<DefinitionProblem>> SaveAsync(string exchange, ScheduleDefinition? schedule, string by, CancellationToken cancellationToken);

    /// <summary>The same for when both sides are compared; null: by hand only.</summary>
    Task<IReadOnlyList<DefinitionProblem>> SaveCompareAsync(string exchange, CompareDefinition? compare, string by, CancellationToken cancellationToken);

    /// <summary>Pauses or resumes one exchange. False when it is unknown, has no schedule, or is in that state already.</summary>
    Task<bool> PauseAsync(string exchange, bool paused, string by, CancellationToken cancellationToken);

    /// <summary>Stops or resumes all schedules of the portal; runs under way go on. False when nothing changed.</summary>
    Task<bool> PauseAllAsync(bool paused, string by, CancellationToken cancellationToken);
}
