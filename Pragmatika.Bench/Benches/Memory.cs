using Pragmatika.Bench.Support;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>Highest resident memory of the engine's process while it loads a table, and while it loads a quarter of it.</summary>
internal static class Memory
{
    public static async Task<object> RunAsync(BenchContext context)
    {
        var quarter = await LoadAsync(context with { Rows = Math.Max(1, context.Rows / 4) });
        var whole = await LoadAsync(context);
        return new
        {
            bench = "memory",
            rows = whole.Rows,
            peakRssMiB = whole.PeakRssMiB,
            peakRssMiBQuarter = quarter.PeakRssMiB,
            ratioToQuarter = Math.Round(whole.PeakRssMiB / quarter.PeakRssMiB, 3),
            seconds = whole.Seconds,
            secondsQuarter = quarter.Seconds,
            counters = whole.Total,
        };
    }

    private static async Task<EngineRun> LoadAsync(BenchContext context)
    {
        await using var world = await BenchWorld.CreateAsync(context);
        var installation = await world.InstallAsync();
        return await context.Stages.DoAsync(
            $"load {context.Rows} rows", () => EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping));
    }
}
