using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Runs;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>
/// Starts exchanges after others ended well. Ended runs are read from the store, so it does not matter which node or command ran them; what was answered is stored
/// after its start is planned, so that a crash between repeats a start and never loses one.
/// </summary>
internal sealed class DependencyWatch(IEngineStore store, IScheduleStore book, TimeProvider time)
{
    /// <summary>Runs looked at: dry and partial ones among them do not hide a good one.</summary>
    private const int RunsSeen = 5;

    public async Task LookAsync(IScheduler scheduler, IReadOnlyList<StoredExchange> exchanges, bool isAllPaused, CancellationToken cancellationToken)
    {
        var waiting = exchanges.Where(exchange => exchange.Definition.Schedule is { After.Count: > 0 }).ToList();
        if (waiting.Count == 0)
        {
            return;
        }

        var loops = DependencyLoops.Find(exchanges.Select(exchange => exchange.Definition));
        var facts = await book.AllAsync(cancellationToken);
        foreach (var exchange in waiting.Where(exchange => !loops.Contains(exchange.Name)))
        {
            var since = facts.GetValueOrDefault(exchange.Name)?.AnsweredAt ?? exchange.SavedAt;
            if (await NewestAsync(exchange.Definition.Schedule!.After, since, cancellationToken) is { } ended)
            {
                await AnswerAsync(scheduler, exchange, ended, isAllPaused || exchange.Definition.Schedule.Paused, cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(IScheduler scheduler, StoredExchange exchange, RunRecord ended, bool isPaused, CancellationToken cancellationToken)
    {
        if (!isPaused)
        {
            var start = ExchangeTriggers.Once(exchange.Name, FireKind.After, ended.Exchange, time.GetUtcNow(), time);
            await scheduler.ScheduleTrigger(start, TriggerConflict.KeepEarlier, cancellationToken);
        }

        await book.AnsweredAsync(exchange.Name, ended.EndedAt!.Value, cancellationToken);
    }

    private async Task<RunRecord?> NewestAsync(IReadOnlyList<string> names, DateTimeOffset since, CancellationToken cancellationToken)
    {
        RunRecord? newest = null;
        foreach (var name in names)
        {
            var runs = await store.RunsAsync(name, RunsSeen, cancellationToken);
            newest = runs.Where(run => IsGood(run) && run.EndedAt > since).Append(newest).MaxBy(run => run?.EndedAt);
        }

        return newest;
    }

    private static bool IsGood(RunRecord run) =>
        run is { State: RunState.Succeeded or RunState.NeedsPerson, IsDryRun: false, Mode: RunMode.Incremental or RunMode.Full or RunMode.Heard, EndedAt: not null };
}
