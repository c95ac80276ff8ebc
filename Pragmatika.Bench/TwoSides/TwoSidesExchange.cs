using System.Text.Json;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Bench.TwoSides;

/// <summary>Deals whose amount goes both ways and whose comment comes back.</summary>
internal static class TwoSidesExchange
{
    public const string Name = "two-sides";
    public const string Portal = "portal";
    private const string Table = "table";

    public static async Task ConnectAsync(EngineSession session, string table, Uri webhook, int lanes, CancellationToken cancellationToken, ScheduleDefinition? schedule = null, string? hookToken = null)
    {
        var connections = session.Get<IConnectionCatalog>();
        await connections.SaveAsync(Table, "Table", ConnectionKind.Sqlite, table, cancellationToken);
        await connections.SaveAsync(Portal, "Portal", ConnectionKind.BitrixWebhook, webhook.AbsoluteUri, cancellationToken);
        if (hookToken is not null)
        {
            await connections.SaveHookTokenAsync(Portal, hookToken, cancellationToken);
        }

        await session.Get<IExchangeCatalog>().SaveAsync(Definition(lanes) with { Schedule = schedule }, "bench", cancellationToken);
    }

    private static ExchangeDefinition Definition(int lanes) => new()
    {
        Name = Name,
        Source = new SourceDefinition { Connection = Table, Table = "sales", Key = ["id"] },
        Destination = new DestinationDefinition { Connection = Portal },
        Limits = new RunLimits { Lanes = lanes },
        Flows =
        [
            new FlowDefinition
            {
                Name = "deals",
                Entity = "deal",
                Key = ["deal"],
                Rules =
                [
                    new Rule { Field = "title", Source = new RuleSource { Column = "deal" } },
                    new Rule
                    {
                        Field = "opportunity",
                        Source = new RuleSource { Column = "amount" },
                        Transforms = [JsonSerializer.Deserialize<TransformSpec>("""{"kind":"number"}""", JsonSerializerOptions.Web)!],
                        Direction = Direction.Both,
                        Conflict = ConflictPolicy.Crm,
                    },
                    new Rule { Field = "comments", Source = new RuleSource { Column = "comment" }, Direction = Direction.ToSql },
                ],
            },
        ],
    };
}
