using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Schedules;

/// <summary>
/// Starts exchanges when they are due. What is due is derived each time from the stored definitions and runs, so nothing is lost with the process;
/// the run lease keeps two nodes from starting the same one.
/// </summary>
internal sealed class ScheduleTicker(IExchangeCatalog catalog, IEngineStore store, IRunService runs, TimeProvider time, ILogger<ScheduleTicker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>The moment before which nothing more of an exchange is due: a cron that fired must not fire again within its second.</summary>
    private readonly Dictionary<(string Exchange, int Version), DateTimeOffset> _due = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await StartDueAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.TickFailed(exception);
            }
        }
    }

    private async Task StartDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var exchange in await catalog.ListAsync(cancellationToken))
        {
            if (await IsDueAsync(exchange, now, cancellationToken))
            {
                await StartAsync(exchange.Name, cancellationToken);
            }
        }
    }

    private async Task<bool> IsDueAsync(StoredExchange exchange, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var schedule = exchange.Definition.Schedule;
        if (schedule is null or { Paused: true })
        {
            _due.Remove((exchange.Name, exchange.Version));
            return false;
        }

        if (!_due.TryGetValue((exchange.Name, exchange.Version), out var due))
        {
            var last = await store.RunsAsync(exchange.Name, 1, cancellationToken);
            due = NextRun.After(schedule, last.Count > 0 ? last[0].StartedAt : null, now, TimeZoneInfo.FindSystemTimeZoneById(exchange.Definition.Formats.TimeZone)) ?? DateTimeOffset.MaxValue;
            _due[(exchange.Name, exchange.Version)] = due;
        }

        if (due > now)
        {
            return false;
        }

        _due.Remove((exchange.Name, exchange.Version));
        return true;
    }

    private async Task StartAsync(string exchange, CancellationToken cancellationToken)
    {
        try
        {
            await runs.StartAsync(new RunRequest { Exchange = exchange, StartedBy = "schedule" }, cancellationToken);
        }
        catch (RunRefusedException refused)
        {
            logger.NotStarted(exchange, refused.Message);
        }
    }
}
