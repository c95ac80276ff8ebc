using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Schedules of the exchanges in memory; nothing ever starts.</summary>
public sealed class FakeSchedules(FakeExchangeCatalog exchanges, FakeEngineStore store, TimeProvider time) : ISchedules
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    /// <summary>Where it says what has changed, as the engine's books do.</summary>
    public Action<Signal> Tell { get; set; } = _ => { };

    public SchedulesPause? Pause { get; set; }

    public Dictionary<string, ScheduleFacts> Facts { get; } = [];

    public IReadOnlyList<SchedulerNode> Nodes { get; set; } = [new SchedulerNode("portal-1", null, IsAlive: true, IsThis: true)];

    public async Task<ScheduleBoard> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<ScheduleLine>();
        foreach (var exchange in await exchanges.ListAsync(cancellationToken))
        {
            var last = await store.RunsAsync(exchange.Name, 1, cancellationToken) is [var newest, ..] ? newest : null;
            var next = Pause is null ? ScheduleClock.Fires(exchange.Definition.Schedule, last?.StartedAt, time.GetUtcNow(), Moscow, 5) : [];
            lines.Add(new ScheduleLine(exchange, last, next, Facts.GetValueOrDefault(exchange.Name) ?? ScheduleFacts.None, IsInLoop: false)
            {
                NextCompares = ScheduleClock.Fires(exchange.Definition.Compare?.ToSchedule(), time.GetUtcNow(), time.GetUtcNow(), Moscow, 5),
            });
        }

        return new ScheduleBoard(lines, Pause, Nodes, Moscow);
    }

    public async Task<IReadOnlyList<DefinitionProblem>> SaveAsync(string exchange, ScheduleDefinition? schedule, string by, CancellationToken cancellationToken)
    {
        var all = await exchanges.ListAsync(cancellationToken);
        var changed = all.Single(stored => stored.Name == exchange).Definition with { Schedule = schedule };
        var problems = ScheduleChecks.CheckAmong(changed, [.. all.Select(stored => stored.Definition)]);
        if (problems.Count == 0)
        {
            await exchanges.SaveAsync(changed, by, cancellationToken);
        }

        return problems;
    }

    public async Task<IReadOnlyList<DefinitionProblem>> SaveCompareAsync(string exchange, CompareDefinition? compare, string by, CancellationToken cancellationToken)
    {
        var problems = ScheduleChecks.Check(compare);
        if (problems.Count == 0)
        {
            await exchanges.SaveAsync((await exchanges.FindAsync(exchange, cancellationToken))!.Definition with { Compare = compare }, by, cancellationToken);
        }

        return problems;
    }

    public async Task<bool> PauseAsync(string exchange, bool paused, string by, CancellationToken cancellationToken)
    {
        var definition = (await exchanges.FindAsync(exchange, cancellationToken))!.Definition;
        await exchanges.SaveAsync(definition with { Schedule = definition.Schedule! with { Paused = paused } }, by, cancellationToken);
        return true;
    }

    public Task<bool> PauseAllAsync(bool paused, string by, CancellationToken cancellationToken)
    {
        Pause = paused ? new SchedulesPause(by, time.GetUtcNow()) : null;
        Tell(new Signal(Happening.SchedulesChanged, string.Empty));
        return Task.FromResult(true);
    }
}
