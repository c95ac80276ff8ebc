using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Labels;

namespace Pragmatika.Portal.Naming;

/// <summary>Everything names are made of, as it was read at one moment. Pure look-ups; null where nothing is known.</summary>
public sealed class NameFacts(IReadOnlyList<StoredExchange> exchanges, IReadOnlyList<Connection> connections, IReadOnlyList<EntityLabels> labels)
{
    private readonly Dictionary<string, StoredExchange> _exchanges = exchanges.ToDictionary(exchange => exchange.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, Connection> _connections = connections.ToDictionary(connection => connection.Name, StringComparer.Ordinal);

    private readonly Dictionary<(string Connection, string Entity), EntityLabels> _labels =
        labels.GroupBy(known => (known.Connection, known.Entity)).ToDictionary(group => group.Key, group => group.MaxBy(known => known.ReadAt)!);

    public static NameFacts Nothing { get; } = new([], [], []);

    /// <summary>Which labels the exchanges need: connection and entity of every flow.</summary>
    public IReadOnlyList<(string Connection, string Entity)> Needed { get; } =
        [.. exchanges.SelectMany(exchange => exchange.Definition.Flows.Select(flow => (exchange.Definition.Destination.Connection, flow.Entity))).Distinct()];

    public ExchangeDefinition? Exchange(string name) => _exchanges.GetValueOrDefault(name)?.Definition;

    public Connection? Connection(string name) => _connections.GetValueOrDefault(name);

    public FlowDefinition? Flow(string exchange, string flow) => Exchange(exchange)?.Flows.FirstOrDefault(known => known.Name == flow);

    public EntityLabels? Labels(string connection, string entity) => _labels.GetValueOrDefault((connection, entity));

    /// <summary>Of the entity that a flow makes.</summary>
    public EntityLabels? Labels(string exchange, FlowDefinition flow) => Exchange(exchange) is { } definition ? Labels(definition.Destination.Connection, flow.Entity) : null;

    /// <summary>Of a smart process by its number.</summary>
    public EntityLabels? OfType(string connection, int entityTypeId) => _labels.Values.FirstOrDefault(known => known.Connection == connection && known.EntityTypeId == entityTypeId);

    public NameFacts With(IReadOnlyList<EntityLabels> fresh) => new([.. _exchanges.Values], [.. _connections.Values], fresh);

    /// <summary>When the labels of a flow were read; null when never.</summary>
    public DateTimeOffset? ReadAt(string connection, string entity) => Labels(connection, entity)?.ReadAt;
}
