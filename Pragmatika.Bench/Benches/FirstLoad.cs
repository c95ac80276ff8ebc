using System.Globalization;
using System.Text.Json;
using Pragmatika.Bench.Pump;
using Pragmatika.Bench.Support;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>
/// A load into an empty portal, against a bare pump that posts the same write requests. The engine and the pump take turns, each in a process of its own against a portal
/// that was just reset; medians are compared.
/// </summary>
internal static class FirstLoad
{
    public static async Task<object> RunAsync(BenchContext context)
    {
        await using var world = await BenchWorld.CreateAsync(context);
        var bodies = world.File("requests.bin");
        var lanes = await context.Stages.DoAsync("record the requests of one load", () => RecordAsync(world, context, bodies));
        var rounds = new List<Round>();
        for (var round = 1; round <= context.Repeat; round++)
        {
            rounds.Add(await RoundAsync(world, context, bodies, lanes, round));
        }

        return Result(rounds, lanes);
    }

    /// <summary>Also warms the sandbox up. Returns the lanes the engine used.</summary>
    private static async Task<int> RecordAsync(BenchWorld world, BenchContext context, string bodies)
    {
        var installation = await world.InstallAsync();
        return await Recorder.RunAsync(installation, bodies, context.Stopping);
    }

    private static async Task<Round> RoundAsync(BenchWorld world, BenchContext context, string bodies, int lanes, int number)
    {
        var installation = await world.InstallAsync();
        var before = await world.Sandbox.FiguresAsync(context.Stopping);
        var run = await context.Stages.DoAsync(
            $"engine, round {number}", () => EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping));
        var engine = (await world.Sandbox.FiguresAsync(context.Stopping)).Since(before);

        await world.InstallAsync();
        before = await world.Sandbox.FiguresAsync(context.Stopping);
        var pump = await context.Stages.DoAsync($"pump, round {number}", () => PumpAsync(bodies, world.Sandbox.Webhook, lanes, context.Stopping));
        var pumped = (await world.Sandbox.FiguresAsync(context.Stopping)).Since(before);
        return new Round(run, engine, pump, pumped);
    }

    private static async Task<PumpFigures> PumpAsync(string bodies, Uri webhook, int lanes, CancellationToken cancellationToken)
    {
        await using var child = ChildProcess.Start(
            "Pragmatika.Bench",
            ["pump", "--file", bodies, "--webhook", webhook.AbsoluteUri, "--lanes", lanes.ToString(CultureInfo.InvariantCulture)],
            onError: Console.Error.WriteLine);
        return await child.WaitAsync(cancellationToken) == 0
            ? JsonSerializer.Deserialize<PumpFigures>(child.Output, BenchJson.Options)!
            : throw new InvalidOperationException("The pump failed.");
    }

    private static object Result(List<Round> rounds, int lanes)
    {
        var last = rounds[^1];
        var perSecond = Statistics.Median(rounds.Select(round => round.Engine.WriteCommands / round.Run.Seconds));
        var pumped = Statistics.Median(rounds.Select(round => round.Pumped.WriteCommands / round.Pump.Seconds));
        var minimum = (last.Engine.WriteCommands + 49) / 50;
        return new
        {
            bench = "first-load",
            rows = last.Run.Rows,
            objects = last.Engine.WriteCommands,
            seconds = Math.Round(Statistics.Median(rounds.Select(round => round.Run.Seconds)), 2),
            objectsPerSecond = Math.Round(perSecond),
            pumpObjectsPerSecond = Math.Round(pumped),
            ratioToPump = Math.Round(perSecond / pumped, 3),
            requests = last.Engine.Requests,
            minimumRequests = minimum,
            requestsToMinimum = Math.Round((double)last.Engine.Requests / minimum, 4),
            peakRssMiB = rounds.Max(round => round.Run.PeakRssMiB),
            lanes,
            rounds = rounds.Count,
            duplicates = last.Engine.Duplicates,
            state = last.Run.State,
            counters = last.Run.Total,
        };
    }

    private sealed record Round(EngineRun Run, SandboxFigures Engine, PumpFigures Pump, SandboxFigures Pumped);
}
