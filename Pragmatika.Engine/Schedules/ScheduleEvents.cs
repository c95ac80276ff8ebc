using System.Collections.Concurrent;
using Pragmatika.Engine.Exchanges;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <inheritdoc cref="IScheduleEvents"/>
internal sealed class ScheduleEvents(IExchangeCatalog catalog, IScheduleStore book, SchedulerHandle handle, TimeProvider time) : IScheduleEvents, IDisposable
{
    /// <summary>How long a "no" is believed without asking again.</summary>
    private static readonly TimeSpan NoLasts = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, bool IsPlanned)> _answers = new(StringComparer.Ordinal);

    /// <summary>A flood that finds no answer yet asks the database once, not a thousand times at once.</summary>
    private readonly SemaphoreSlim _planning = new(1, 1);

    public async Task<bool> RaiseAsync(string exchange, string cause, CancellationToken cancellationToken)
    {
        if (Known(exchange) is { } known)
        {
            return known;
        }

        await _planning.WaitAsync(cancellationToken);
        try
        {
            return Known(exchange) ?? await PlanAsync(exchange, cause, cancellationToken);
        }
        finally
        {
            _planning.Release();
        }
    }

    public void Dispose() => _planning.Dispose();

    private bool? Known(string exchange) =>
        _answers.TryGetValue(exchange, out var answer) && time.GetUtcNow() < answer.Until ? answer.IsPlanned : null;

    private async Task<bool> PlanAsync(string exchange, string cause, CancellationToken cancellationToken)
    {
        var schedule = (await catalog.FindAsync(exchange, cancellationToken))?.Definition.Schedule;
        if (handle.Scheduler is not { } scheduler || schedule is not { OnEvent: true, Paused: false } || await book.PauseAsync(cancellationToken) is not null)
        {
            _answers[exchange] = (time.GetUtcNow() + NoLasts, false);
            return false;
        }

        // The start is stored before events rely on it: a failure must not make the next ones believe in it.
        var at = time.GetUtcNow() + schedule.Debounce;
        await scheduler.ScheduleTrigger(ExchangeTriggers.Once(exchange, FireKind.Event, cause, at, time), TriggerConflict.KeepEarlier, cancellationToken);
        _answers[exchange] = (at, true);
        return true;
    }
}
