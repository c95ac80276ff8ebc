using Pragmatika.Bench.Support;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>Time to load four times the rows, in times of loading them once.</summary>
internal static class Growth
{
    public static async Task<object> RunAsync(BenchContext context)
    {
        await using var world = await BenchWorld.CreateAsync(context with { Rows = Math.Max(1, context.Rows / 4) });
        await context.Stages.DoAsync("warm the sandbox up", () => LoadAsync(world, context));
        var quarter = new List<double>();
        for (var round = 1; round <= context.Repeat; round++)
        {
            quarter.Add((await context.Stages.DoAsync($"load {context.Rows / 4} rows, round {round}", () => LoadAsync(world, context))).Seconds);
        }

        await context.Stages.DoAsync($"generate {context.Rows} rows", () => world.MakeTableAsync(context.Rows));
        var whole = new List<double>();
        for (var round = 1; round <= context.Repeat; round++)
        {
            whole.Add((await context.Stages.DoAsync($"load {context.Rows} rows, round {round}", () => LoadAsync(world, context))).Seconds);
        }

        return new
        {
            bench = "growth",
            rows = context.Rows,
            rowsQuarter = context.Rows / 4,
            ratio = Math.Round(Statistics.Median(whole) / Statistics.Median(quarter), 3),
            seconds = Math.Round(Statistics.Median(whole), 2),
            secondsQuarter = Math.Round(Statistics.Median(quarter), 2),
            rounds = context.Repeat,
        };
    }

    private static async Task<EngineRun> LoadAsync(BenchWorld world, BenchContext context)
    {
        var installation = await world.InstallAsync();
        return await EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping);
    }
}
