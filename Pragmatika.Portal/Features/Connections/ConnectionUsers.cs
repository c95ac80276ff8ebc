using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Portal.Features.Connections;

/// <summary>Who would stop working without a connection. Reads and writes nothing.</summary>
public static class ConnectionUsers
{
    /// <summary>Titles of the exchanges that read or write through it, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Of(string connection, IEnumerable<StoredExchange> exchanges) =>
    [
        .. exchanges
            .Where(exchange => exchange.Definition.Source.Connection == connection || exchange.Definition.Destination.Connection == connection)
            .Select(exchange => string.IsNullOrEmpty(exchange.Title) ? exchange.Name : exchange.Title)
            .Order(StringComparer.CurrentCultureIgnoreCase),
    ];
}
