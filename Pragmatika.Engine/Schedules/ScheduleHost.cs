using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pragmatika.Engine.Schedules;

/// <summary>Runs the scheduler of this node and keeps it in step with the definitions. A database that is away is tried again: schedules go on by themselves when it is back.</summary>
internal sealed class ScheduleHost(
    QuartzFactory quartz, SchedulerHandle handle, ScheduleSync sync, IOptions<ScheduleOptions> options, TimeProvider time, ILogger<ScheduleHost> logger)
    : BackgroundService
{
    private static readonly TimeSpan StartAgain = TimeSpan.FromSeconds(10);

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
        sync.Reset();
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
            await sync.SyncAsync(stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.NotSynchronised(exception);
        }
    }
}
