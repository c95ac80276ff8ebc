using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;

namespace Pragmatika.Engine.Runs;

/// <summary>The inbox as its readers share it: each exchange has a cursor of its own, and what all of them have read leaves the queue.</summary>
internal sealed class HeardReaders(IExchangeCatalog exchanges, IEngineStore store, ICrmInbox inbox, ListeningStart start, HearingMeters meters)
{
    /// <summary>
    /// What a run of the definition is about to write can be changed by people at once: listening to the kinds of record that have a way back begins before the first write.
    /// <paramref name="entities"/> are the flows', in their order. Throws what the portal and the store throw.
    /// </summary>
    public Task BeginAsync(IBitrixPortal portal, ExchangeDefinition definition, IReadOnlyList<CrmEntity> entities, CancellationToken cancellationToken) => start.EnsureAsync(
        portal, definition.Destination.Connection, [.. entities.Where((_, index) => ListenPlan.Hears(definition.Flows[index]))], cancellationToken);

    public Task<long> CursorAsync(string exchange, CancellationToken cancellationToken) => store.InboxCursorAsync(exchange, cancellationToken);

    public Task<InboxPage> ReadAsync(string connection, IReadOnlyCollection<int> entityTypes, long after, int limit, CancellationToken cancellationToken) =>
        inbox.ReadAsync(connection, entityTypes, after, limit, cancellationToken);

    /// <summary>Counts writes of our own that came back, for the metrics.</summary>
    public void Recognised(int echoes, int nearMisses) => meters.Recognised(echoes, nearMisses);

    /// <summary>Puts records into the queue as if they had been heard: the way back is to look at them.</summary>
    public Task LookAtAsync(string connection, int entityTypeId, IEnumerable<long> ids, CancellationToken cancellationToken) =>
        inbox.AppendAsync(connection, [.. ids.Select(id => new HeardChange(entityTypeId, id, HeardKind.Changed, HeardBy.Sweep))], cancellationToken);

    /// <summary>Takes out of the queue what every exchange that listens to the portal is past.</summary>
    public async Task PurgeAsync(string connection, CancellationToken cancellationToken)
    {
        var readers = ListenPlan.Of(await exchanges.ListAsync(cancellationToken))
            .Where(plan => plan.Name == connection)
            .SelectMany(plan => plan.Entities)
            .SelectMany(entity => entity.Flows)
            .Select(flow => flow.Exchange)
            .Distinct(StringComparer.Ordinal);
        var lowest = long.MaxValue;
        foreach (var reader in readers)
        {
            lowest = Math.Min(lowest, await CursorAsync(reader, cancellationToken));
        }

        if (lowest is > 0 and < long.MaxValue)
        {
            await inbox.PurgeAsync(connection, lowest, cancellationToken);
        }
    }
}
