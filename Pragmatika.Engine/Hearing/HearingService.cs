using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Hearing;

/// <summary>
/// Listens to every portal that an exchange wants to hear, as long as the host runs. Of several nodes on one database one listens to a portal; the others wait to take over.
/// </summary>
internal sealed class HearingService(IExchangeCatalog exchanges, HearingRounds rounds, IHearingStore book, IOptions<HearingOptions> options, TimeProvider time, ILogger<HearingService> logger)
    : BackgroundService
{
    /// <summary>A round may take this share of the time: where polls are long, they come less often.</summary>
    private const int RestFactor = 3;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>A way that cannot be used, or broke, is tried again after this.</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromMinutes(10);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, Listening> _listening = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (; ; await Task.Delay(options.Value.PlanEvery, time, stoppingToken))
            {
                await FollowAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            await Task.WhenAll(_listening.Values.ToList().ConvertAll(StopAsync));
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ListenedConnection> plans;
        try
        {
            plans = ListenPlan.Of(await exchanges.ListAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.PlanFailed(exception);
            return;
        }

        foreach (var gone in _listening.Values.Where(known => !plans.Any(plan => plan.Name == known.Plan.Name && plan.Signature == known.Plan.Signature)).ToList())
        {
            _listening.Remove(gone.Plan.Name);
            await StopAsync(gone);
        }

        foreach (var plan in plans.Where(plan => !_listening.ContainsKey(plan.Name)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _listening[plan.Name] = new Listening(plan, stop, ListenAsync(plan, stop.Token));
        }
    }

    private async Task ListenAsync(ListenedConnection plan, CancellationToken cancellationToken)
    {
        using var later = StoredText.ForLater();
        using var turn = new ListeningTurn(plan.Name, _node, book, options.Value.Lease, time);
        logger.Listening(plan.Name, string.Join(", ", plan.Entities.Select(entity => entity.Entity)));
        try
        {
            await Task.WhenAll(
                LoopAsync(plan, HeardBy.Polling, options.Value.PollEvery, turn, cancellationToken),
                LoopAsync(plan, HeardBy.Offline, options.Value.OfflineEvery, turn, cancellationToken),
                LoopAsync(plan, HeardBy.Sweep, options.Value.PlanEvery, turn, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await LeaveAsync(plan.Name);
        }
    }

    private async Task LoopAsync(ListenedConnection plan, HeardBy way, TimeSpan every, ListeningTurn turn, CancellationToken cancellationToken)
    {
        for (var rest = TimeSpan.Zero; ; await Task.Delay(rest, time, cancellationToken))
        {
            var began = time.GetTimestamp();
            var least = await RoundAsync(plan, way, turn, cancellationToken) ?? every;
            var took = time.GetElapsedTime(began) * RestFactor;
            rest = took > least ? took : least;
        }
    }

    /// <summary>Returns how long to rest when that is not the usual pause.</summary>
    private async Task<TimeSpan?> RoundAsync(ListenedConnection plan, HeardBy way, ListeningTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            if (await turn.IsOursAsync(cancellationToken))
            {
                await rounds.HearAsync(plan, way, all: false, cancellationToken);
            }

            return null;
        }
        catch (Exception exception) when (exception is BitrixException or StoreException)
        {
            logger.WayFailed(plan.Name, way, exception.Message);
            return AfterFailure;
        }
        catch (HearingException)
        {
            return LongRest; // the connection's page says why
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.WayBroke(exception, plan.Name, way);
            return LongRest;
        }
    }

    private async Task LeaveAsync(string connection)
    {
        try
        {
            await book.LeaveAsync(connection, _node, CancellationToken.None);
        }
        catch (StoreException exception)
        {
            logger.PlanFailed(exception);
        }
    }

    private static async Task StopAsync(Listening listening)
    {
        await listening.Stop.CancelAsync();
        await listening.Work;
        listening.Stop.Dispose();
    }

    private sealed record Listening(ListenedConnection Plan, CancellationTokenSource Stop, Task Work);
}
