using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>A migrated database of its own, and one "process" on it; <see cref="AnotherProcess"/> makes more.</summary>
internal sealed class StoreHarness : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TestDatabase _database;
    private readonly List<ServiceProvider> _processes = [];
    private readonly string _keys = Path.Combine(Path.GetTempPath(), "pragmatika_keys_" + Guid.NewGuid().ToString("N"));

    private readonly Action<IServiceCollection> _more;

    private StoreHarness(TestDatabase database, Action<IServiceCollection>? more = null) => (_database, _more) = (database, more ?? (_ => { }));

    public ManualTime Time { get; } = new();

    public string ConnectionString => _database.ConnectionString;

    public ServiceProvider Services => _processes[0];

    public IEngineStore Store => Services.GetRequiredService<IEngineStore>();

    public IJournalReader Journal => Services.GetRequiredService<IJournalReader>();

    public IJournalWriter JournalWriter => Services.GetRequiredService<IJournalWriter>();

    /// <param name="engine">Where the database lies.</param>
    /// <param name="more">What a process has beside the engine's own services.</param>
    public static async Task<StoreHarness> CreateAsync(SqlEngine engine, Action<IServiceCollection>? more = null)
    {
        var harness = new StoreHarness(await TestDatabase.CreateMigratedAsync(engine), more);
        harness.AnotherProcess();
        return harness;
    }

    /// <summary>A database with nothing in it, for what migrations do.</summary>
    public static async Task<StoreHarness> CreateEmptyAsync(SqlEngine engine)
    {
        var harness = new StoreHarness(await TestDatabase.CreateAsync(engine));
        harness.AnotherProcess();
        return harness;
    }

    public ServiceProvider AnotherProcess()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ISqlConnectorFactory, NamedConnectors>();
        services.AddSingleton<IBitrixPortalFactory, NoPortals>();
        services.AddEngineData(options => (options.Engine, options.ConnectionString, options.KeysFolder) = (_database.Engine, _database.ConnectionString, _keys));
        _more(services);
        var process = services.BuildServiceProvider();
        _processes.Add(process);
        return process;
    }

    public EngineDbContext Context() => Services.GetRequiredService<IDbContextFactory<EngineDbContext>>().CreateDbContext();

    public RunRecord NewRun(string exchange = "main", RunMode mode = RunMode.Full, bool isDryRun = false) => new()
    {
        Id = Guid.NewGuid(),
        Exchange = exchange,
        Mode = mode,
        IsDryRun = isDryRun,
        State = RunState.Running,
        StartedAt = Time.GetUtcNow(),
        StartedBy = "test",
    };

    /// <summary>Takes the lease for a new run; fails the test when it is held.</summary>
    public async Task<(RunRecord Run, LeaseGrant Lease)> StartAsync(string exchange = "main", RunMode mode = RunMode.Full, bool isDryRun = false)
    {
        var run = NewRun(exchange, mode, isDryRun);
        var lease = await Store.TakeLeaseAsync(run, Lease, CancellationToken.None);
        lease.Should().NotBeNull();
        return (run, lease!);
    }

    public static BatchCommit Batch(RunRecord run, LeaseGrant lease) => new() { Exchange = run.Exchange, Run = run, Fence = lease.Fence };

    public static Link Link(string key, long crmId, string flow = "contacts", params string[] matches) => new()
    {
        Flow = flow,
        Key = key,
        EntityTypeId = 3,
        CrmId = crmId,
        Agreed = $$"""{"name":"{{key}}"}""",
        MatchValues = matches,
    };

    public JournalEntry Entry(string text, JournalLevel level = JournalLevel.Info, string exchange = "main", string? key = null, long? crmId = null) => new()
    {
        At = Time.GetUtcNow(),
        Level = level,
        Kind = JournalKind.Record,
        Exchange = exchange,
        Flow = "contacts",
        Text = text,
        Key = key,
        CrmId = crmId,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await _database.DisposeAsync();
        if (Directory.Exists(_keys))
        {
            Directory.Delete(_keys, recursive: true);
        }
    }
}
