using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Bench.Simulation;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli;
using Pragmatika.Portal.Cli.Demo;
using Pragmatika.Sandbox;

namespace Pragmatika.Bench.Benches;

/// <summary>
/// A day under cloud limits on a simulated clock that engine and sandbox share: every call costs a tenth of a second of operating time. Says how many objects were delivered
/// in how many hours, and how near that is to what the limits allow.
/// </summary>
internal sealed class CloudDay(BenchContext context)
{
    private const double OperatingLimit = 480;
    private const double Window = 600;
    private const double RequestsPerSecond = 2;
    private const double Burst = 50;
    private static readonly TimeSpan Cost = TimeSpan.FromSeconds(0.1);
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _clock = new(Start);
    private readonly RequestGauge _requests = new();

    public async Task<object> RunAsync()
    {
        using var folder = new BenchFolder();
        var table = folder["exchange.db"];
        await context.Stages.DoAsync(
            $"generate {context.Rows} rows",
            () => DemoSetup.MakeTableAsync(SqlEngine.Sqlite, DemoSetup.SqliteConnectionString(table), context.Rows, context.Seed, context.Stopping));
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Profile = "cloud", CallCost = Cost, Clock = _clock }, context.Stopping);
        using var driving = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping);
        var driver = new Thread(() => new IdleDriver(_clock, _requests).Run(driving.Token)) { IsBackground = true, Name = "simulated clock" };
        driver.Start();
        try
        {
            return await context.Stages.DoAsync("one simulated day", () => DayAsync(sandbox, folder["data"], table));
        }
        finally
        {
            await driving.CancelAsync();
            driver.Join();
        }
    }

    private async Task<object> DayAsync(SandboxHost sandbox, string data, string table)
    {
        using var network = _requests.Handler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        await using var session = await EngineHost.OpenAsync(data, services => Replace(services, network), context.Stopping);
        await new DemoSetup(session, new DataFolder(data), TextWriter.Null)
            .ConnectAsync(SqlEngine.Sqlite, DemoSetup.SqliteConnectionString(table), sandbox.WebhookAddress, context.Stopping);

        // What setting the portal up has used of the limits would stand in the figures.
        await Task.Delay(TimeSpan.FromMinutes(15), _clock, context.Stopping);
        sandbox.Stats.Reset();
        var begin = _clock.GetUtcNow();
        var firstMinute = FirstMinuteAsync(sandbox);
        var runs = session.Get<IRunService>();
        var started = await runs.StartAsync(new RunRequest { Exchange = DemoSetup.ExchangeName, StartedBy = "bench" }, context.Stopping);
        _ = TellAsync(sandbox, begin);
        var run = await runs.CompletionAsync(started.Id, context.Stopping);
        return Result(sandbox, run, (_clock.GetUtcNow() - begin).TotalSeconds, await firstMinute);
    }

    private void Replace(IServiceCollection services, HttpMessageHandler network)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
        services.AddSingleton<IBitrixPortalFactory>(provider =>
            new BenchPortals(provider.GetRequiredService<BitrixPortalFactory>(), new BitrixPortalOptions { Handler = network, Limits = PortalLimits.Cloud }));
    }

    private async Task<long> FirstMinuteAsync(SandboxHost sandbox)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), _clock, context.Stopping);
        return Refusals(sandbox);
    }

    private async Task TellAsync(SandboxHost sandbox, DateTimeOffset begin)
    {
        while (!context.Stopping.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromHours(1), _clock, context.Stopping);
            context.Stages.Say($"{(_clock.GetUtcNow() - begin).TotalHours:0} h: {Writes(sandbox)} objects, {Refusals(sandbox)} refusals");
        }
    }

    private static object Result(SandboxHost sandbox, RunRecord run, double seconds, long refusalsOfFirstMinute) => new
    {
        bench = "cloud-day",
        objects = Writes(sandbox),
        shareOfLimit = Math.Round(LeastSeconds(sandbox) / seconds, 4),
        refusals = Refusals(sandbox) - refusalsOfFirstMinute,
        refusalsInFirstMinute = refusalsOfFirstMinute,
        simulatedHours = Math.Round(seconds / 3600, 3),
        leastHours = Math.Round(LeastSeconds(sandbox) / 3600, 3),
        requests = sandbox.Stats.Requests,
        rows = run.Rows,
        state = run.State.ToString(),
        message = run.Message,
    };

    /// <summary>
    /// The least time in which the limits let these calls through: each method may use its whole allowance at the start of each window, and the bucket is full at the start.
    /// </summary>
    private static double LeastSeconds(SandboxHost sandbox)
    {
        var allowance = OperatingLimit / Cost.TotalSeconds;
        var byMethod = sandbox.Stats.Commands
            .Where(command => command.Key != "batch")
            .Max(command => Math.Floor((command.Value - 1) / allowance) * Window);
        return Math.Max(byMethod, Math.Max(0, sandbox.Stats.Requests - Burst) / RequestsPerSecond);
    }

    private static long Writes(SandboxHost sandbox) => sandbox.Stats.Commands
        .Where(command => command.Key is "crm.item.add" or "crm.item.update")
        .Sum(command => command.Value);

    private static long Refusals(SandboxHost sandbox) => sandbox.Stats.Refusals
        .Where(refusal => refusal.Key is "QUERY_LIMIT_EXCEEDED" or "OPERATION_TIME_LIMIT" or "OVERLOAD_LIMIT")
        .Sum(refusal => refusal.Value);
}
