using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Checks;

namespace Pragmatika.Engine.Schedules;

/// <inheritdoc/>
internal sealed class ScheduleDesk(ScheduleBoardReader board, IExchangeCatalog catalog, IScheduleStore book, ScheduleEntries entries, ScheduleSync sync, TimeProvider time)
    : ISchedules
{
    public Task<ScheduleBoard> ReadAsync(CancellationToken cancellationToken) => board.ReadAsync(cancellationToken);

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
            await sync.SyncAsync(cancellationToken);
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
            await sync.SyncAsync(cancellationToken);
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
        await sync.SyncAsync(cancellationToken);
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

        await sync.SyncAsync(cancellationToken);
        return true;
    }
}
