using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Schedules;

/// <summary>Starts the exchanges that start on events and read a portal when something was heard of it.</summary>
internal sealed class HeardStarts(IExchangeCatalog catalog, IScheduleEvents events, TimeProvider time, ILogger<HeardStarts> logger) : IHeard
{
    /// <summary>How long the list of readers is believed; a flood must not read it each time.</summary>
    private static readonly TimeSpan ReadersLast = TimeSpan.FromSeconds(2);

    private (DateTimeOffset Until, IReadOnlyList<ListenedConnection> Plans) _readers;

    public void Heard(string connection, IReadOnlyCollection<int> entityTypes) => _ = Task.Run(() => RaiseAsync(connection));

    /// <summary>Never throws: a start that is missed here is made by the clock or by the next thing heard.</summary>
    internal async Task RaiseAsync(string connection)
    {
        try
        {
            foreach (var exchange in await ReadersAsync(connection))
            {
                await events.RaiseAsync(exchange, RunEntryTexts.Heard.Russian, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            logger.HeardNotStarted(exception, connection);
        }
    }

    private async Task<IEnumerable<string>> ReadersAsync(string connection)
    {
        var known = _readers;
        if (known.Plans is null || time.GetUtcNow() >= known.Until)
        {
            _readers = known = (time.GetUtcNow() + ReadersLast, ListenPlan.Of(await catalog.ListAsync(CancellationToken.None)));
        }

        return known.Plans.Where(plan => plan.Name == connection).SelectMany(plan => plan.Entities).SelectMany(entity => entity.Flows).Select(flow => flow.Exchange).Distinct(StringComparer.Ordinal);
    }
}
