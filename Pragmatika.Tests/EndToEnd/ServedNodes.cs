using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>Portals in processes of their own on one database, a source table and a sandbox beside them.</summary>
internal sealed class ServedNodes : IAsyncDisposable
{
    private const int FirstPort = 16_200;
    private const string Lease = "00:00:03";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly DirectoryInfo _folder;
    private readonly TestDatabase _database;
    private readonly List<ChildProcess> _nodes = [];
    private EngineSession _session = null!;

    private ServedNodes(DirectoryInfo folder, TestDatabase database, SandboxHost sandbox, SourceTable table) =>
        (_folder, _database, Sandbox, Table) = (folder, database, sandbox, table);

    public SandboxHost Sandbox { get; }

    public SourceTable Table { get; }

    private string Keys => Path.Combine(_folder.FullName, "secrets");

    public IEngineStore Store => Service<IEngineStore>();

    public T Service<T>()
        where T : notnull => _session.Get<T>();

    /// <summary>Two nodes on PostgreSQL, one on SQLite.</summary>
    public static async Task<ServedNodes> StartAsync(SqlEngine engine)
    {
        var folder = Directory.CreateTempSubdirectory("pragmatika-nodes-");
        var database = await TestDatabase.CreateAsync(engine);
        var table = await SourceTable.CreateAsync(Path.Combine(folder.FullName, "source.db"));
        var nodes = new ServedNodes(folder, database, await SandboxHost.StartAsync(new SandboxOptions()), table);
        try
        {
            await nodes.ConnectAsync();
            await nodes.ServeAsync();
            if (engine == SqlEngine.PostgreSql)
            {
                await nodes.ServeAsync();
                await UntilAsync(async () => await database.ScalarAsync("SELECT COUNT(*) FROM QRTZ_SCHEDULER_STATE") is 2L);
            }

            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    public Task SaveAsync(ExchangeDefinition definition) => Service<IExchangeCatalog>().SaveAsync(definition, "test", CancellationToken.None);

    /// <summary>The node whose run holds the exchange's lease.</summary>
    public async Task<ChildProcess> HolderAsync(string exchange)
    {
        var mark = (string)(await _database.ScalarAsync($"SELECT holder FROM leases WHERE exchange = '{exchange}'"))!;
        return _nodes.Single(node => node.Id == int.Parse(mark.Split('|')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The process stays there and does nothing, as on a machine that has lost its disk or its breath.</summary>
    public static async Task FreezeAsync(ChildProcess node)
    {
        using var stop = Process.Start("kill", ["-STOP", node.Id.ToString(CultureInfo.InvariantCulture)]);
        await stop.WaitForExitAsync();
        stop.ExitCode.Should().Be(0);
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(Look, TimeProvider.System, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
        await _database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Sweep();
    }

    private async Task ConnectAsync()
    {
        _session = await EngineHost.OpenAsync(
            _folder.CreateSubdirectory("test").FullName,
            services => services.PostConfigure<DatabaseOptions>(options => (options.Engine, options.ConnectionString, options.KeysFolder) = (_database.Engine, _database.ConnectionString, Keys)),
            CancellationToken.None);
        var connections = Service<IConnectionCatalog>();
        await connections.SaveAsync("sql", "Source", ConnectionKind.Sqlite, Table.ConnectionString, CancellationToken.None);
        await connections.SaveAsync("portal", "Sandbox", ConnectionKind.BitrixWebhook, Sandbox.WebhookAddress.ToString(), CancellationToken.None);
    }

    /// <summary>Starts one more node.</summary>
    public async Task ServeAsync()
    {
        var node = ChildProcess.Start(
            "Pragmatika.Portal",
            ["serve", "--data", _folder.CreateSubdirectory($"node{_nodes.Count}").FullName, "--port", (FirstPort + (_nodes.Count * 60)).ToString(CultureInfo.InvariantCulture)],
            environment: new Dictionary<string, string>
            {
                ["Database__Engine"] = _database.Engine.ToString(),
                ["Database__ConnectionString"] = _database.ConnectionString,
                ["Database__KeysFolder"] = Keys,
                ["Schedules__CheckInInterval"] = "00:00:01",
                ["Schedules__CheckInTolerance"] = "00:00:02",
                ["Schedules__SyncInterval"] = "00:00:00.5",
                ["Runs__Lease__Duration"] = Lease,
            });
        _nodes.Add(node);
        await UntilAsync(() => node.HasExited
            ? throw new InvalidOperationException("The node did not start: " + node.Output)
            : Task.FromResult(node.Output.Contains("http://localhost:", StringComparison.Ordinal)));
    }
}
