using Pragmatika.Bench.Support;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>A small part of a long table changes: how many requests does the next run need to write it?</summary>
internal static class Delta
{
    public static async Task<object> RunAsync(BenchContext context, double share)
    {
        await using var world = await BenchWorld.CreateAsync(context);
        var installation = await world.InstallAsync();
        await context.Stages.DoAsync("first load", () => EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping));
        var changes = await context.Stages.DoAsync($"change {share:P1} of the rows", () => SourceChanges.TouchSumsAsync(installation.TableFile, share, context.Seed, context.Stopping));
        var before = await world.Sandbox.FiguresAsync(context.Stopping);
        var run = await context.Stages.DoAsync(
            "run with the changes", () => EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping));
        var after = (await world.Sandbox.FiguresAsync(context.Stopping)).Since(before);
        var minimum = (changes + 49) / 50;
        return new
        {
            bench = "delta",
            rows = (long)context.Rows,
            changes,
            writeCommands = after.WriteCommands,
            writeRequests = after.WriteRequests,
            minimumRequests = minimum,
            writeRequestsToMinimum = Math.Round((double)after.WriteRequests / minimum, 4),
            requests = after.Requests,
            rowsRead = run.Rows,
            seconds = run.Seconds,
            peakRssMiB = run.PeakRssMiB,
            counters = run.Total,
        };
    }
}
