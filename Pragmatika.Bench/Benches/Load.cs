using Pragmatika.Bench.Support;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>A load into an empty portal and nothing to compare it with: rate, processor time, allocation and memory of the engine's process.</summary>
internal static class Load
{
    public static async Task<object> RunAsync(BenchContext context)
    {
        await using var world = await BenchWorld.CreateAsync(context);
        var rounds = new List<EngineRun>();
        for (var round = 1; round <= context.Repeat; round++)
        {
            var installation = await world.InstallAsync();
            rounds.Add(await context.Stages.DoAsync(
                $"round {round}", () => EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping)));
        }

        return new
        {
            bench = "load",
            rows = rounds[^1].Rows,
            objects = rounds[^1].Objects,
            commands = rounds[^1].Commands,
            restCalls = rounds[^1].RestCalls,
            seconds = Statistics.Median(rounds.Select(run => run.Seconds)),
            objectsPerSecond = Math.Round(Statistics.Median(rounds.Select(run => run.Objects / run.Seconds))),
            commandsPerSecond = Math.Round(Statistics.Median(rounds.Select(run => run.Commands / run.Seconds))),
            cpuSeconds = Statistics.Median(rounds.Select(run => run.CpuSeconds)),
            allocatedMiB = Statistics.Median(rounds.Select(run => run.AllocatedMiB)),
            peakRssMiB = rounds.Max(run => run.PeakRssMiB),
            rounds = rounds.Count,
            state = rounds[^1].State,
        };
    }
}
