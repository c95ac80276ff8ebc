using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Pump;

/// <summary>Runs the engine in this process over a network that keeps the write requests it sends.</summary>
internal static class Recorder
{
    /// <summary>Returns the number of lanes the exchange delivers over.</summary>
    public static async Task<int> RunAsync(Installation installation, string bodies, CancellationToken cancellationToken)
    {
        using var network = new RecordingHandler(bodies, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        await using var session = await EngineHost.OpenAsync(
            installation.DataDirectory,
            services => services.AddSingleton<IBitrixPortalFactory>(provider =>
                new BenchPortals(provider.GetRequiredService<BitrixPortalFactory>(), new BitrixPortalOptions { Handler = network })),
            cancellationToken);
        var exchange = await session.Get<IExchangeCatalog>().FindAsync(DemoSetup.ExchangeName, cancellationToken)
            ?? throw new InvalidOperationException("The installation has no exchange.");
        var runs = session.Get<IRunService>();
        var started = await runs.StartAsync(new RunRequest { Exchange = exchange.Name, StartedBy = "bench" }, cancellationToken);
        var run = await runs.CompletionAsync(started.Id, cancellationToken);
        if (network.Recorded == 0)
        {
            throw new InvalidOperationException("The run sent no write requests that could be recorded.");
        }

        return run.State is RunState.Succeeded or RunState.NeedsPerson
            ? exchange.Definition.Limits.Lanes
            : throw new InvalidOperationException($"The recorded run ended as {run.State}: {run.Message}");
    }
}
