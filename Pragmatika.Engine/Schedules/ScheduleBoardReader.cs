using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Runs;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>What the schedules look like now: what each exchange did last and will do next, and which nodes there are.</summary>
internal sealed class ScheduleBoardReader(
    IExchangeCatalog catalog, IEngineStore store, IScheduleStore book, SchedulerHandle handle, IOptions<ScheduleOptions> options, TimeProvider time)
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
