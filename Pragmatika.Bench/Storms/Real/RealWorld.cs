using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Bench.Storms.History;
using Pragmatika.Bench.Storms.World;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Bench.Storms.Real;

/// <summary>Two databases on PostgreSQL, the product and the sandbox each in a process of its own, and a wire between them that can be cut.</summary>
internal sealed class RealWorld : IAsyncDisposable
{
    private const int FirstPort = 22_000;
    private const int Ports = 500;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly string[] Events = ["ONCRMCONTACTADD", "ONCRMCONTACTUPDATE", "ONCRMDEALADD", "ONCRMDEALUPDATE"];

    private readonly BenchFolder _folder = new();
    private readonly PostgresDatabase _portal;
    private readonly int _sandboxPort;
    private readonly int _portalPort;
    private readonly int _seed;
    private TcpRelay _relay = null!;
    private SandboxProcess _sandbox = null!;
    private PortalProcess? _engine;
    private bool _isAhead;

    private RealWorld(PostgresDatabase table, PostgresDatabase portal, int seed)
    {
        (Table, _portal, _seed) = (table, portal, seed);
        _sandboxPort = FreePort.From(FirstPort + (seed % 20 * 10), Ports) ?? throw new InvalidOperationException("No port is free.");
        _portalPort = FreePort.From(_sandboxPort + 1, Ports) ?? throw new InvalidOperationException("No port is free.");
    }

    public PostgresDatabase Table { get; }

    public SandboxProcess Sandbox => _sandbox;

    public static async Task<RealWorld> CreateAsync(string server, int seed, StormSettings settings, CancellationToken cancellationToken)
    {
        var world = new RealWorld(await PostgresDatabase.CreateAsync(server, cancellationToken), await PostgresDatabase.CreateAsync(server, cancellationToken), seed);
        try
        {
            await world.Table.ExecuteAsync(RealPeople.TableSql, cancellationToken);
            world._relay = new TcpRelay(world._sandboxPort);
            await world.StartSandboxAsync(cancellationToken);
            await using (var session = await world.OpenAsync(cancellationToken))
            {
                await world.ConnectAsync(session, settings, cancellationToken);
            }

            await world.StartEngineAsync(cancellationToken);
            await world._sandbox.HookAsync(new Uri($"http://localhost:{world._portalPort}/hooks/bitrix24/{StormExchange.Portal}"), Events, EventPost.Token, cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>The engine in this process, over the same database; the product's own process must not serve then.</summary>
    public Task<EngineSession> OpenAsync(CancellationToken cancellationToken) => EngineHost.OpenAsync(
        _folder["session"],
        services => services.PostConfigure<DatabaseOptions>(options => (options.Engine, options.ConnectionString, options.KeysFolder) = (SqlEngine.PostgreSql, _portal.ConnectionString, _folder["secrets"])),
        cancellationToken);

    public async Task KillEngineAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
            _engine = null;
        }
    }

    public async Task StartEngineAsync(CancellationToken cancellationToken) => _engine = await PortalProcess.StartAsync(
        _folder["data"],
        _portalPort,
        cancellationToken,
        new Dictionary<string, string>
        {
            ["Database__Engine"] = nameof(SqlEngine.PostgreSql),
            ["Database__ConnectionString"] = _portal.ConnectionString,
            ["Database__KeysFolder"] = _folder["secrets"],
            ["Schedules__SyncInterval"] = "00:00:01",
            ["Runs__Lease__Duration"] = "00:00:05",
            ["Hearing__PollEvery"] = "00:00:03",
            ["Clock__Offset"] = (_isAhead ? Hour : TimeSpan.Zero).ToString("c", CultureInfo.InvariantCulture),
        });

    /// <summary>The engine's machine sets its clock an hour ahead, or back again.</summary>
    public async Task JumpAsync(CancellationToken cancellationToken)
    {
        await KillEngineAsync();
        _isAhead = !_isAhead;
        await StartEngineAsync(cancellationToken);
    }

    public async Task CutAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _relay.Cut();
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        _relay.Mend();
    }

    /// <summary>Nothing that the portal has answered is lost with it: the wire is cut, its state is saved, then it is killed.</summary>
    public async Task KillSandboxAsync(CancellationToken cancellationToken)
    {
        _relay.Cut();
        await _sandbox.SaveAsync(cancellationToken);
        await _sandbox.KillAsync();
        await _sandbox.DisposeAsync();
        await StartSandboxAsync(cancellationToken);
        _relay.Mend();
    }

    public async ValueTask DisposeAsync()
    {
        await KillEngineAsync();
        if (_sandbox is not null)
        {
            await _sandbox.KillAsync();
            await _sandbox.DisposeAsync();
        }

        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        await Table.DisposeAsync();
        await _portal.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartSandboxAsync(CancellationToken cancellationToken) =>
        _sandbox = await SandboxProcess.StartAsync(cancellationToken, weather: "storm", seed: _seed, port: _sandboxPort, dataFile: _folder["portal.state"]);

    private async Task ConnectAsync(EngineSession session, StormSettings settings, CancellationToken cancellationToken)
    {
        var connections = session.Get<IConnectionCatalog>();
        await connections.SaveAsync(StormExchange.Table, "Table", ConnectionKind.PostgreSql, Table.ConnectionString, cancellationToken);
        await connections.SaveAsync(
            StormExchange.Portal, "Portal", ConnectionKind.BitrixWebhook, $"http://127.0.0.1:{_relay.Port}{_sandbox.Webhook.AbsolutePath}", cancellationToken);
        await connections.SaveHookTokenAsync(StormExchange.Portal, EventPost.Token, cancellationToken);
        var definition = StormExchange.Of(settings);
        await session.Get<IExchangeCatalog>().SaveAsync(
            definition with
            {
                // The sandbox has done with a request when its answer is lost.
                Limits = definition.Limits with { SettleTime = TimeSpan.FromSeconds(2), Lanes = 4 },
                Schedule = new ScheduleDefinition { Cron = "0/3 * * * * ?", OnEvent = true, Debounce = TimeSpan.FromMilliseconds(500) },
            },
            "storm",
            cancellationToken);
    }
}
