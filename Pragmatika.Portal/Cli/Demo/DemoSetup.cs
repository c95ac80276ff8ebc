using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Demo.Definition;
using Pragmatika.Engine.Demo.Generation;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Portal.Cli.Demo;

/// <summary>Makes the demo: the exchange table, both connections, the portal's own set-up, the exchange. Each step may be repeated.</summary>
internal sealed class DemoSetup(EngineSession session, DataFolder folder, TextWriter notes)
{
    public const string ExchangeName = DemoExchange.Name;
    /// <summary>Records of a fresh demo that wait for a person: there is something to mend and to replay.</summary>
    public const int UnreadableSums = 5;

    private const string SourceName = "demo-1c";
    private const string TableFile = "exchange.db";

    public static string SqliteConnectionString(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    /// <summary>Fills the exchange table; the same rows and seed give the same table.</summary>
    public static Task MakeTableAsync(SqlEngine engine, string connection, int rows, int seed, CancellationToken cancellationToken) =>
        ExchangeTableGenerator.WriteAsync(engine, connection, new GeneratorOptions { Rows = rows, Seed = seed }, progress: null, cancellationToken);

    /// <summary>Everything. <paramref name="connection"/> null means a SQLite file in the data folder.</summary>
    public async Task MakeAsync(SqlEngine engine, string? connection, int rows, int seed, Uri webhook, CancellationToken cancellationToken)
    {
        connection ??= SqliteConnectionString(folder.File(TableFile));
        await notes.WriteLineAsync(CliTexts.Get("DemoTable", rows, seed));
        var options = new GeneratorOptions { Rows = rows, Seed = seed, UnreadableSums = UnreadableSums };
        await ExchangeTableGenerator.WriteAsync(engine, connection, options, progress: null, cancellationToken);
        await notes.WriteLineAsync(CliTexts.Get("DemoProvision"));
        await ConnectAsync(engine, connection, webhook, cancellationToken);
    }

    /// <summary>Joins an existing table to a portal. <paramref name="adjust"/> may change the definition before it is stored.</summary>
    public async Task ConnectAsync(
        SqlEngine engine, string connection, Uri webhook, CancellationToken cancellationToken, Func<ExchangeDefinition, ExchangeDefinition>? adjust = null)
    {
        var connections = session.Get<IConnectionCatalog>();
        await connections.SaveAsync(SourceName, "1С: таблица обмена", KindOf(engine), connection, cancellationToken);
        await connections.SaveAsync(DemoSandbox.ConnectionName, "Битрикс24 (песочница)", ConnectionKind.BitrixWebhook, webhook.AbsoluteUri, cancellationToken);
        var secret = await connections.OpenAsync(DemoSandbox.ConnectionName, cancellationToken) ?? throw new InvalidOperationException("The connection was not saved.");
        var portal = await DemoProvisioning.PrepareAsync(session.Get<IBitrixPortalFactory>().Create(secret), cancellationToken);
        var definition = DemoExchange.Create(SourceName, DemoSandbox.ConnectionName, engine, portal);
        await session.Get<IExchangeCatalog>().SaveAsync(adjust?.Invoke(definition) ?? definition, "demo", cancellationToken);
    }

    private static ConnectionKind KindOf(SqlEngine engine) => engine switch
    {
        SqlEngine.Sqlite => ConnectionKind.Sqlite,
        SqlEngine.PostgreSql => ConnectionKind.PostgreSql,
        _ => ConnectionKind.SqlServer,
    };
}
