using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pragmatika.Bench.Storms.Death;
using Pragmatika.Bench.Support;
using Pragmatika.Engine;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Intake;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox;

namespace Pragmatika.Bench.Storms.World;

/// <summary>One engine process over the storm's database. When it has died another one is made.</summary>
internal sealed class StormEngine : IAsyncDisposable
{
    /// <summary>One key for all: what is encrypted in a storm is read in it only.</summary>
    private static readonly EphemeralDataProtectionProvider Keys = new();

    private readonly ServiceProvider _services;
    private readonly SandboxNetwork _network;

    public StormEngine(string databaseFile, SandboxServices sandbox, LateRequests late, StormClock clock)
    {
        _network = new SandboxNetwork(sandbox, late, Life);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddEngineData(database => (database.Engine, database.ConnectionString) = (SqlEngine.Sqlite, $"Data Source={databaseFile}"));
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(Keys));
        services.AddSqlConnectors();
        services.AddBitrixConnector();
        services.AddEngine();
        services.AddSingleton<IBitrixPortalFactory>(provider => new BenchPortals(provider.GetRequiredService<BitrixPortalFactory>(), new BitrixPortalOptions { Handler = _network }));
        Mortal.Install(services, Life);
        _services = services.BuildServiceProvider();
    }

    public Life Life { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Sets the exchange up in an empty database.</summary>
    public async Task InstallAsync(ExchangeDefinition definition, string table, Uri webhook, CancellationToken cancellationToken)
    {
        var connections = Get<IConnectionCatalog>();
        await connections.SaveAsync(StormExchange.Table, "Table", ConnectionKind.Sqlite, table, cancellationToken);
        await connections.SaveAsync(StormExchange.Portal, "Portal", ConnectionKind.BitrixWebhook, webhook.ToString(), cancellationToken);
        await connections.SaveHookTokenAsync(StormExchange.Portal, EventPost.Token, cancellationToken);
        await Get<IExchangeCatalog>().SaveAsync(definition, "storm", cancellationToken);
    }

    /// <summary>Null when another run holds the exchange, or the process died.</summary>
    public async Task<RunRecord?> RunAsync(RunMode mode, bool dryRun, CancellationToken cancellationToken)
    {
        try
        {
            var runs = Get<IRunService>();
            var run = await runs.StartAsync(new RunRequest { Exchange = StormExchange.Name, Mode = mode, DryRun = dryRun, StartedBy = "storm" }, cancellationToken);
            var ended = await runs.CompletionAsync(run.Id, cancellationToken);
            return Life.IsOver ? null : ended;
        }
        catch (RunRefusedException refused) when (refused.IsUnderWay)
        {
            return null;
        }
        catch (ProcessDiedException)
        {
            return null;
        }
    }

    /// <summary>A round that fails is as good as none: the next one finds what it missed.</summary>
    public async Task HearAsync(HeardBy way, CancellationToken cancellationToken)
    {
        try
        {
            await Get<IHearing>().HearAsync(StormExchange.Portal, way, cancellationToken);
        }
        catch (Exception exception) when (exception is BitrixException or HearingException or ProcessDiedException)
        {
            // The weather, or the end.
        }
    }

    public async Task TakeEventAsync(string form, CancellationToken cancellationToken)
    {
        try
        {
            var result = await Get<EventIntake>().TakeAsync(StormExchange.Portal, form, cancellationToken);
            if (result != IntakeResult.Kept)
            {
                throw new InvalidOperationException($"The event '{form}' was not kept: {result}.");
            }
        }
        catch (ProcessDiedException)
        {
            // The portal does not call again.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _network.Dispose();
    }
}
