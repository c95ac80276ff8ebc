using Pragmatika.Bench.Storms.History;
using Pragmatika.Engine.Hearing;
using Pragmatika.Sandbox;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Bench.Storms.World;

/// <summary>Both sides, the engine between them, and the one clock.</summary>
internal sealed class StormWorld : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly Uri Webhook = new("http://localhost/rest/1/sandbox/");

    /// <summary>After this another process takes over what a dead one held.</summary>
    private static readonly TimeSpan UntilTakenOver = TimeSpan.FromSeconds(35);

    private static readonly Forecast Gale = new("gale",
    [
        new(WeatherKind.AnswerLost, 0.08), new(WeatherKind.CutBefore, 0.03), new(WeatherKind.CutAfter, 0.03), new(WeatherKind.BatchDies, 0.06) { Methods = ["batch"] },
        new(WeatherKind.BadGateway, 0.03), new(WeatherKind.GatewayTimeout, 0.04), new(WeatherKind.ServerError, 0.03), new(WeatherKind.Burst503, 0.03) { Count = 2 },
        new(WeatherKind.Limit429, 0.02) { Seconds = 5 }, new(WeatherKind.Slow, 0.05) { Seconds = 3 },
    ]);

    private readonly StormFolder _folder = new();
    private readonly SandboxServices _sandbox;
    private readonly LateRequests _late;
    private readonly EventPost _post;

    private StormWorld()
    {
        Clock = new StormClock(Start);
        _sandbox = SandboxServices.Create(new SandboxOptions { Clock = Clock });
        _late = new LateRequests(Clock);
        _post = new EventPost(_sandbox);
        Table = new ExchangeTable(_folder["table.db"], Clock);
        Crm = new PortalSide(_sandbox, _late, Webhook);
        Engine = NewEngine();
    }

    public StormClock Clock { get; }

    public ExchangeTable Table { get; }

    public PortalSide Crm { get; }

    public StormEngine Engine { get; private set; }

    /// <summary>Commands that change records, since the sandbox began.</summary>
    public long WriteRequests => _sandbox.Stats.WriteRequests;

    public static async Task<StormWorld> CreateAsync(StormSettings settings, CancellationToken cancellationToken)
    {
        var world = new StormWorld();
        await EmptyDatabase.CopyToAsync(world._folder["portal.db"]);
        await world.Engine.InstallAsync(StormExchange.Of(settings), world.Table.ConnectionString, Webhook, cancellationToken);
        world._post.Subscribe();
        await world.Engine.HearAsync(HeardBy.Polling, cancellationToken); // listening begins here
        return world;
    }

    /// <summary>0 and 3: calm; 1: a gale; 2: a gale in which creates land late.</summary>
    public void SetWeather(int kind, int dice)
    {
        _sandbox.Weather.Set(kind is 1 or 2 ? Gale : Forecast.Calm, dice);
        _late.Set(kind == 2 ? 0.4 : 0, dice);
    }

    public async Task CarryEventsAsync(int dice, CancellationToken cancellationToken)
    {
        foreach (var form in _post.Carry(dice))
        {
            await Engine.TakeEventAsync(form, cancellationToken);
        }
    }

    public async Task CarryRestAsync(CancellationToken cancellationToken)
    {
        foreach (var form in _post.CarryRest())
        {
            await Engine.TakeEventAsync(form, cancellationToken);
        }
    }

    /// <summary>Begins a new process when the one before has died; returns whether it had.</summary>
    public async Task<bool> ReviveAsync()
    {
        Engine.Life.Plan(0, afterStep: false);
        if (!Engine.Life.IsOver)
        {
            return false;
        }

        await Engine.DisposeAsync();
        Clock.Pass(UntilTakenOver);
        Engine = NewEngine();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Crm.Dispose();
        Table.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private StormEngine NewEngine() => new(_folder["portal.db"], _sandbox, _late, Clock);
}
