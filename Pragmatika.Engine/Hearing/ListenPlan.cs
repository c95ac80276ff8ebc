using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Hearing;

/// <summary>One kind of record to hear, by its name in definitions, and the flows whose links say which of its records matter.</summary>
internal sealed record ListenedEntity(string Entity, IReadOnlyList<(string Exchange, string Flow)> Flows);

/// <summary>A portal to listen to.</summary>
internal sealed record ListenedConnection(string Name, IReadOnlyList<ListenedEntity> Entities)
{
    /// <summary>Equal for plans that ask for the same.</summary>
    public string Signature => string.Join('\n', Entities.Select(entity => entity.Entity + ":" + string.Join(',', entity.Flows.Select(flow => flow.Exchange + "/" + flow.Flow))));
}

/// <summary>Which portals the stored exchanges want to hear: those with a flow that has a rule towards SQL. Pure.</summary>
internal static class ListenPlan
{
    public static IReadOnlyList<ListenedConnection> Of(IEnumerable<StoredExchange> exchanges) => exchanges
        .SelectMany(exchange => exchange.Definition.Flows
            .Where(Hears)
            .Select(flow => (exchange.Definition.Destination.Connection, flow.Entity, Flow: (exchange.Name, flow.Name))))
        .GroupBy(wanted => wanted.Connection, StringComparer.Ordinal)
        .Select(connection => new ListenedConnection(
            connection.Key,
            connection.GroupBy(wanted => wanted.Entity, StringComparer.OrdinalIgnoreCase)
                .OrderBy(entity => entity.Key, StringComparer.OrdinalIgnoreCase)
                .Select(entity => new ListenedEntity(entity.Key, [.. entity.Select(wanted => wanted.Flow).Order()]))
                .ToList()))
        .ToList();

    /// <summary>Whether something of the flow's records goes back to SQL.</summary>
    public static bool Hears(FlowDefinition flow) => flow.Rules.Any(rule => rule.Direction != Direction.ToCrm);
}
