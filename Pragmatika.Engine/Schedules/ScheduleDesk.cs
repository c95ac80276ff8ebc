using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Runs;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <inheritdoc/>
internal sealed class ScheduleDesk(
    IExchangeCatalog catalog,
    IEngineStore store,
    IScheduleStore book,
    ScheduleEntries entries,
    ScheduleHost host,
    SchedulerHandle handle,
    IOptions<ScheduleOptions> options,
    TimeProvider time)
    : ISchedules
{
    private const string SingleNode = "NON_CLUSTERED";

    private const int FiresShown = 5;

    public async Task<ScheduleBoard> ReadAsync(CancellationToken cancellationToken)
    {
        var exchanges = await catalog.ListAsync(cancellationToken);
        var pause = await book.PauseAsync(cancellationToken);
        var facts = await book.AllAsync(cancellationToken);
        var planned = await PlannedAsync(exchanges, exchange => ExchangeTriggers.Key(exchange, FireKind.Clock), cancellationToken);
        var compared = await PlannedAsync(exchanges, CompareMirror.Trigger, cancellationToken);
        var loops = DependencyLoops.Find(exchanges.Select(exchange => exchange.Definition));
        var lines = new List<ScheduleLine>(exchanges.Count);
        foreach (var exchange in exchanges)
        {
            var last = await store.RunsAsync(exchange.Name, 1, cancellationToken) is [var newest, ..] ? newest : null;
            IReadOnlyList<DateTimeOffset> next = pause is null ? Next(exchange.Definition.Schedule, planned.GetValueOrDefault(exchange.Name), last?.StartedAt) : [];
            lines.Add(new ScheduleLine(exchange, last, next, facts.GetValueOrDefault(exchange.Name) ?? ScheduleFacts.None, loops.Contains(exchange.Name))
            {
                NextCompares = pause is null ? Next(exchange.Definition.Compare?.ToSchedule(), compared.GetValueOrDefault(exchange.Name), time.GetUtcNow()) : [],
            });
        }

        return new ScheduleBoard([.. lines.OrderBy(line => line.Title, StringComparer.CurrentCultureIgnoreCase)], pause, await NodesAsync(cancellationToken), options.Value.Zone);
    }

    public async Task<IReadOnlyList<DefinitionProblem>> SaveAsync(string exchange, ScheduleDefinition? schedule, string by, CancellationToken cancellationToken)
    {
        var exchanges = await catalog.ListAsync(cancellationToken);
        if (exchanges.FirstOrDefault(stored => stored.Name == exchange) is not { } stored)
        {
            return [ScheduleChecks.NoExchange(exchange)];
        }

        var changed = stored.Definition with { Schedule = schedule };
        var problems = ScheduleChecks.CheckAmong(changed, [.. exchanges.Select(other => other.Definition)]);
        if (problems.Count == 0)
        {
            await catalog.SaveAsync(changed, by, cancellationToken);
            await entries.ChangedAsync(exchange, ScheduleTexts.Changed, by, cancellationToken);
            await host.SyncAsync(cancellationToken);
        }

        return problems;
    }

    public async Task<IReadOnlyList<DefinitionProblem>> SaveCompareAsync(string exchange, CompareDefinition? compare, string by, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(exchange, cancellationToken) is not { } stored)
        {
            return [ScheduleChecks.NoExchange(exchange)];
        }

        var problems = ScheduleChecks.Check(compare);
        if (problems.Count == 0)
        {
            await catalog.SaveAsync(stored.Definition with { Compare = compare }, by, cancellationToken);
            await entries.ChangedAsync(exchange, ScheduleTexts.ComparesChanged, by, cancellationToken);
            await host.SyncAsync(cancellationToken);
        }

        return problems;
    }

    public async Task<bool> PauseAsync(string exchange, bool paused, string by, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(exchange, cancellationToken) is not { Definition: { Schedule: { } schedule } definition } || schedule.Paused == paused)
        {
            return false;
        }

        await catalog.SaveAsync(definition with { Schedule = schedule with { Paused = paused } }, by, cancellationToken);
        await entries.ChangedAsync(exchange, paused ? ScheduleTexts.Stopped : ScheduleTexts.Resumed, by, cancellationToken);
        await host.SyncAsync(cancellationToken);
        return true;
    }

    public async Task<bool> PauseAllAsync(bool paused, string by, CancellationToken cancellationToken)
    {
        if (!await book.SetPauseAsync(paused ? new SchedulesPause(by, time.GetUtcNow()) : null, cancellationToken))
        {
            return false;
        }

        foreach (var exchange in (await catalog.ListAsync(cancellationToken)).Where(exchange => exchange.Definition.Schedule is not null))
        {
            await entries.ChangedAsync(exchange.Name, paused ? ScheduleTexts.AllStopped : ScheduleTexts.AllResumed, by, cancellationToken);
        }

        await host.SyncAsync(cancellationToken);
        return true;
    }

    /// <summary>What Quartz will fire next, by exchange; empty in a process without a scheduler.</summary>
    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> PlannedAsync(IReadOnlyList<StoredExchange> exchanges, Func<string, TriggerKey> trigger, CancellationToken cancellationToken)
    {
        if (handle.Scheduler is not { } scheduler)
        {
            return new Dictionary<string, DateTimeOffset>();
        }

        var triggers = await scheduler.GetTriggers([.. exchanges.Select(exchange => trigger(exchange.Name))], cancellationToken);
        return triggers.Where(trigger => trigger.NextFireTimeUtc is not null).ToDictionary(trigger => trigger.JobKey.Name, trigger => trigger.NextFireTimeUtc!.Value, StringComparer.Ordinal);
    }

    private IReadOnlyList<DateTimeOffset> Next(ScheduleDefinition? schedule, DateTimeOffset? planned, DateTimeOffset? lastStart) => schedule switch
    {
        null or { Paused: true } => [],
        _ when planned is { } first && first != default => [first, .. ScheduleClock.Fires(schedule, first, first, options.Value.Zone, FiresShown - 1)],
        _ => ScheduleClock.Fires(schedule, lastStart, time.GetUtcNow(), options.Value.Zone, FiresShown),
    };

    private async Task<IReadOnlyList<SchedulerNode>> NodesAsync(CancellationToken cancellationToken)
    {
        if (handle.Scheduler is not { } scheduler)
        {
            return [];
        }

        var nodes = await scheduler.QueryClusterNodes(cancellationToken);
        return [.. nodes.Select(node => new SchedulerNode(NameOf(node.InstanceId), node.LastCheckInUtc, node.State == ClusterNodeState.Alive, node.IsCurrentNode))];
    }

    /// <summary>A scheduler of one node has no name of its own.</summary>
    private static string NameOf(string instance) => instance == SingleNode ? Environment.MachineName : instance;
}
