using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;

namespace Pragmatika.Engine.Schedules;

/// <summary>Runs the scheduler of this node and keeps it in step with the definitions. A database that is away is tried again: schedules go on by themselves when it is back.</summary>
internal sealed class ScheduleHost(
    QuartzFactory quartz,
    SchedulerHandle handle,
    IExchangeCatalog catalog,
    IScheduleStore book,
    ScheduleEntries entries,
    ScheduleMirror mirror,
    CompareMirror comparisons,
    DependencyWatch watch,
    MissedStarts missed,
    IOptions<ScheduleOptions> options,
    TimeProvider time,
    ILogger<ScheduleHost> logger)
    : BackgroundService
{
    private static readonly TimeSpan StartAgain = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _syncing = new(1, 1);

    /// <summary>Brings Quartz in step at once; does nothing in a process without a scheduler.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        if (handle.Scheduler is not { } scheduler)
        {
            return;
        }

        await _syncing.WaitAsync(cancellationToken);
        try
        {
            var exchanges = await catalog.ListAsync(cancellationToken);
            var isAllPaused = await book.PauseAsync(cancellationToken) is not null;
            await mirror.ApplyAsync(scheduler, exchanges, isAllPaused, cancellationToken);
            await comparisons.ApplyAsync(scheduler, exchanges, cancellationToken);
            await watch.LookAsync(scheduler, exchanges, isAllPaused, cancellationToken);
            await TellMissedAsync(exchanges, cancellationToken);
        }
        finally
        {
            _syncing.Release();
        }
    }

    public override void Dispose()
    {
        _syncing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.NotRunning(exception);
                await Task.Delay(StartAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await using var factory = quartz.Create();
        var scheduler = await factory.GetScheduler(stopping);
        mirror.Reset();
        comparisons.Reset();
        await scheduler.Start(stopping);
        handle.Scheduler = scheduler;
        logger.Running(scheduler.SchedulerInstanceId);
        try
        {
            using var timer = new PeriodicTimer(options.Value.SyncInterval, time);
            do
            {
                await TrySyncAsync(stopping);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        finally
        {
            handle.Scheduler = null;
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
    }

    private async Task TrySyncAsync(CancellationToken stopping)
    {
        try
        {
            await SyncAsync(stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.NotSynchronised(exception);
        }
    }

    private async Task TellMissedAsync(IReadOnlyList<StoredExchange> exchanges, CancellationToken cancellationToken)
    {
        while (missed.Reader.TryRead(out var start))
        {
            if (exchanges.FirstOrDefault(exchange => exchange.Name == start.Exchange)?.Definition.Schedule is { } schedule)
            {
                var count = ScheduleClock.CountMissed(schedule, start.First, time.GetUtcNow(), options.Value.Zone);
                await book.MissedAsync(start.Exchange, count, start.First, cancellationToken);
                await entries.MissedAsync(start.Exchange, count, start.First, cancellationToken);
            }
        }
    }
}
