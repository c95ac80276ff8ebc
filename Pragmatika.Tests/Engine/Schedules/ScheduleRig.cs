using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;
using Pragmatika.Engine.Schedules;
using Pragmatika.Tests.Engine.Data;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Engine.Schedules;

/// <summary>The real scheduler of one node on a real database, over runs that do nothing.</summary>
internal sealed class ScheduleRig : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);
    private readonly TestDatabase _database;
    private readonly TimeProvider _time;
    private ServiceProvider _services;

    private ScheduleRig(TestDatabase database, TimeProvider time, ServiceProvider services) => (_database, _time, _services) = (database, time, services);

    public TestDatabase Database => _database;

    public HeldRuns Runs => (HeldRuns)Service<IRunService>();

    public ISchedules Schedules => Service<ISchedules>();

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Quartz needs a clock that runs; a clock of the test's own is for what is tried without starting the node.</summary>
    public static async Task<ScheduleRig> CreateAsync(SqlEngine engine, TimeProvider? time = null)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        return new ScheduleRig(database, time ?? TimeProvider.System, Services(database, time ?? TimeProvider.System));
    }

    /// <summary>Starts the node; it has looked at the definitions when this returns.</summary>
    public async Task StartAsync()
    {
        await Service<ScheduleHost>().StartAsync(CancellationToken.None);
        await UntilAsync(() => Task.FromResult(Service<SchedulerHandle>().Scheduler is not null));
        await Service<ScheduleSync>().SyncAsync(CancellationToken.None);
    }

    /// <summary>Stops the node and puts a new one in its place, not yet started: as after a restart.</summary>
    public async Task RestartAsync()
    {
        await Service<ScheduleHost>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _services = Services(_database, _time);
    }

    public async Task SaveAsync(string name, ScheduleDefinition? schedule, CompareDefinition? compare = null)
    {
        await Service<IExchangeCatalog>().SaveAsync(SourceTable.Definition(name) with { Schedule = schedule, Compare = compare }, "test", CancellationToken.None);
        await Service<ScheduleSync>().SyncAsync(CancellationToken.None);
    }

    public async Task<ScheduleLine> LineAsync(string name) => (await Schedules.ReadAsync(CancellationToken.None)).Lines.Single(line => line.Name == name);

    /// <summary>Texts that begin so, as soon as there is one.</summary>
    public async Task<IReadOnlyList<string>> JournalAsync(string name, string beginning)
    {
        IReadOnlyList<string> texts = [];
        await UntilAsync(async () =>
        {
            var entries = await Service<IJournalReader>().PageAsync(new JournalFilter { Exchange = name }, null, 100, CancellationToken.None);
            texts = [.. entries.Select(entry => entry.Text).Where(text => text.StartsWith(beginning, StringComparison.Ordinal))];
            return texts.Count > 0;
        });
        return texts;
    }

    public Task UntilStartedAsync(string exchange, int count) => UntilAsync(() => Task.FromResult(Runs.Started.Count(run => run.Exchange == exchange) >= count));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            await Task.Delay(Look, TimeProvider.System, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Service<ScheduleHost>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static ServiceProvider Services(TestDatabase database, TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Schedules:SyncInterval"] = "00:00:00.1000000",
            ["Schedules:TimeZone"] = "UTC",
        }).Build());
        services.AddSingleton(time);
        services.AddSingleton<ISqlConnectorFactory, NamedConnectors>();
        services.AddSingleton<IBitrixPortalFactory, NoPortals>();
        services.AddEngineData(options => (options.Engine, options.ConnectionString, options.KeysFolder) = (database.Engine, database.ConnectionString, Path.GetTempPath()));
        services.AddOptions<RunLeaseOptions>();
        services.AddSingleton<IRunService, HeldRuns>();
        services.AddSingleton<FakeCompare>();
        services.AddSingleton<ICompareService>(provider => provider.GetRequiredService<FakeCompare>());
        services.AddSchedules();
        return services.BuildServiceProvider();
    }
}
