using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Hearing;

/// <summary>Runs single rounds and notes how they went.</summary>
internal sealed class HearingRounds(IExchangeCatalog exchanges, IHearingStore book, ListenerParts parts, TimeProvider time, ILogger<HearingRounds> logger) : IHearing
{
    /// <summary>A way that works is noted this often, unless it brought something or had failed.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Connection, HeardBy Way), Turn> _turns = new();
    private readonly ConcurrentDictionary<string, Listener> _listeners = new(StringComparer.Ordinal);

    public async Task<int> HearAsync(string connection, HeardBy way, CancellationToken cancellationToken)
    {
        var plan = ListenPlan.Of(await exchanges.ListAsync(cancellationToken)).FirstOrDefault(one => one.Name == connection);
        return plan is null || way == HeardBy.Webhook ? 0 : await HearAsync(plan, way, all: true, cancellationToken);
    }

    /// <summary>The same for a plan that is known; <paramref name="all"/> sweeps what is not due, too.</summary>
    public async Task<int> HearAsync(ListenedConnection plan, HeardBy way, bool all, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd((plan.Name, way), _ => new Turn());
        await turn.Gate.WaitAsync(cancellationToken);
        try
        {
            return await HearAsync(Listener(plan), way, all, turn, cancellationToken);
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    private async Task<int> HearAsync(Listener listener, HeardBy way, bool all, Turn turn, CancellationToken cancellationToken)
    {
        var connection = listener.Plan.Name;
        try
        {
            var heard = await (way switch
            {
                HeardBy.Polling => listener.PollAsync(cancellationToken),
                HeardBy.Offline => listener.ReadOfflineAsync(cancellationToken),
                _ => listener.SweepAsync(all, cancellationToken),
            });
            await NoteAsync(connection, way, heard, turn, cancellationToken);
            return heard;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            listener.Close();
            turn.NotedAt = null;
            await NoteFailureAsync(connection, way, exception, cancellationToken);
            throw;
        }
    }

    private async Task NoteAsync(string connection, HeardBy way, int heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard > 0)
        {
            logger.RecordsHeard(connection, heard, way);
        }

        var now = time.GetUtcNow();
        if (heard > 0 || turn.NotedAt is not { } noted || now < noted || now - noted >= NoteEvery)
        {
            await book.WorkedAsync(connection, way, heard > 0, cancellationToken);
            turn.NotedAt = now;
        }
    }

    private async Task NoteFailureAsync(string connection, HeardBy way, Exception failure, CancellationToken cancellationToken)
    {
        var text = failure switch
        {
            HearingException off => off.Code,
            BitrixException or StoreException => failure.Message,
            _ => failure.GetType().Name,
        };
        try
        {
            await book.FailedAsync(connection, way, text, cancellationToken);
        }
        catch (StoreException)
        {
            // The database is what fails; the caller gets the first cause.
        }
    }

    private Listener Listener(ListenedConnection plan) => _listeners.AddOrUpdate(
        plan.Name,
        _ => new Listener(plan, parts),
        (_, known) => known.Plan.Signature == plan.Signature ? known : new Listener(plan, parts));

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>When the way was last noted as working; null after a failure.</summary>
        public DateTimeOffset? NotedAt { get; set; }
    }
}
