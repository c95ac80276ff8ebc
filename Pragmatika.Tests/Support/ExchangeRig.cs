using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pragmatika.Engine;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox;

namespace Pragmatika.Tests.Support;

/// <summary>The whole engine on a throwaway SQLite database, a source table of its own and a sandbox portal over real HTTP.</summary>
public sealed class ExchangeRig : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServiceProvider _services;

    private ExchangeRig(DirectoryInfo folder, ServiceProvider services, SandboxHost sandbox, SourceTable table)
    {
        _folder = folder;
        _services = services;
        Sandbox = sandbox;
        Table = table;
    }

    public SandboxHost Sandbox { get; }

    public SourceTable Table { get; }

    public IRunService Runs => _services.GetRequiredService<IRunService>();

    public IEngineStore Store => _services.GetRequiredService<IEngineStore>();

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary><paramref name="configure"/> runs last over the services: a test replaces one there.</summary>
    public static async Task<ExchangeRig> StartAsync(SandboxOptions? options = null, Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("pragmatika-rig-");
        var sandbox = await SandboxHost.StartAsync(options ?? new SandboxOptions());
        var table = await SourceTable.CreateAsync(Path.Combine(folder.FullName, "source.db"));
        await MigratedDatabases.CopyToAsync(Path.Combine(folder.FullName, "portal.db"));
        var services = Services(folder, configure);
        var connections = services.GetRequiredService<IConnectionCatalog>();
        await connections.SaveAsync("sql", "Source", ConnectionKind.Sqlite, table.ConnectionString, CancellationToken.None);
        await connections.SaveAsync("portal", "Sandbox", ConnectionKind.BitrixWebhook, sandbox.WebhookAddress.ToString(), CancellationToken.None);
        return new ExchangeRig(folder, services, sandbox, table);
    }

    public Task SaveAsync(ExchangeDefinition definition) => Service<IExchangeCatalog>().SaveAsync(definition, "test", CancellationToken.None);

    /// <summary>Runs to the end; fails the test after two minutes.</summary>
    public async Task<RunRecord> RunAsync(string exchange, RunMode mode = RunMode.Incremental, bool dryRun = false, params string[] keys)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var run = await Runs.StartAsync(new RunRequest { Exchange = exchange, Mode = mode, DryRun = dryRun, Keys = keys }, limit.Token);
        return await Runs.CompletionAsync(run.Id, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Sweep();
    }

    private static ServiceProvider Services(DirectoryInfo folder, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddDataProtection().PersistKeysToFileSystem(folder);
        services.AddEngineData(database =>
        {
            database.Engine = SqlEngine.Sqlite;
            database.ConnectionString = $"Data Source={Path.Combine(folder.FullName, "portal.db")}";
        });
        services.AddSqlConnectors();
        services.AddBitrixConnector();
        services.AddEngine();
        services.AddCompare();
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
