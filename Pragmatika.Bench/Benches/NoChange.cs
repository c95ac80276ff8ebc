using Pragmatika.Bench.Support;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>A second full run over rows that did not change, against a bare read of the same rows and columns through the same driver.</summary>
internal static class NoChange
{
    public static async Task<object> RunAsync(BenchContext context)
    {
        await using var world = await BenchWorld.CreateAsync(context);
        var installation = await world.InstallAsync();
        await context.Stages.DoAsync("first load", () => EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping));
        var before = await world.Sandbox.FiguresAsync(context.Stopping);
        var runs = new List<EngineRun>();
        var reads = new List<double>();
        for (var round = 1; round <= context.Repeat; round++)
        {
            reads.Add(await context.Stages.DoAsync($"bare read, round {round}", () => BareRead.RowsPerSecondAsync(installation, context.Stopping)));
            runs.Add(await context.Stages.DoAsync(
                $"full run without changes, round {round}",
                () => EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping, "--full")));
        }

        var after = (await world.Sandbox.FiguresAsync(context.Stopping)).Since(before);
        var rate = Statistics.Median(runs.Select(run => run.Rows / run.Seconds));
        var read = Statistics.Median(reads);
        return new
        {
            bench = "no-change",
            rows = runs[^1].Rows,
            rowsPerSecond = Math.Round(rate),
            readRowsPerSecond = Math.Round(read),
            ratioToRead = Math.Round(rate / read, 3),
            writeCommands = after.WriteCommands,
            requests = after.Requests,
            seconds = Math.Round(Statistics.Median(runs.Select(run => run.Seconds)), 2),
            peakRssMiB = runs.Max(run => run.PeakRssMiB),
            rounds = runs.Count,
            counters = runs[^1].Total,
        };
    }
}
