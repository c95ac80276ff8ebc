using Pragmatika.Engine.Exchanges;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>Brings Quartz in step with the stored definitions: triggers, comparisons, what follows on other exchanges, and what was missed. One caller at a time; others wait.</summary>
internal sealed class ScheduleSync(
    SchedulerHandle handle, IExchangeCatalog catalog, IScheduleStore book, ScheduleMirror mirror, CompareMirror comparisons, DependencyWatch watch, MissedTold missed)
    : IDisposable
{
    private readonly SemaphoreSlim _syncing = new(1, 1);

    /// <summary>In step when this returns; does nothing in a process without a scheduler.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        if (handle.Scheduler is not { } scheduler)
        {
            return;
        }

        await _syncing.WaitAsync(cancellationToken);
        try
        {
            await SyncAsync(scheduler, cancellationToken);
        }
        finally
        {
            _syncing.Release();
        }
    }

    /// <summary>Forgets what it knows of the scheduler's store, for a scheduler that was started anew.</summary>
    public void Reset()
    {
        mirror.Reset();
        comparisons.Reset();
    }

    public void Dispose() => _syncing.Dispose();

    private async Task SyncAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var exchanges = await catalog.ListAsync(cancellationToken);
        var isAllPaused = await book.PauseAsync(cancellationToken) is not null;
        await mirror.ApplyAsync(scheduler, exchanges, isAllPaused, cancellationToken);
        await comparisons.ApplyAsync(scheduler, exchanges, cancellationToken);
        await watch.LookAsync(scheduler, exchanges, isAllPaused, cancellationToken);
        await missed.TellAsync(exchanges, cancellationToken);
    }
}
