using System.Text.Json;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>What a crash test found in the end.</summary>
internal sealed record CrashFigures(
    int Rows, int Kills, int Runs, long Records, long RecordsOfCalmLoad, long Duplicates, long Missing, long Extra, long Doubled, long Different, long Waiting, long WaitingOfCalmLoad, double Seconds)
{
    public string Bench { get; } = "crash";

    /// <summary>Nothing missing, doubled or different, and as many records as a load that nobody disturbed makes.</summary>
    public bool IsClean => Missing + Extra + Doubled + Different + Duplicates == 0 && Records == RecordsOfCalmLoad && Waiting == WaitingOfCalmLoad;
}

/// <summary>
/// Kills the engine's process at seeded moments while it loads a table in a storm, lets it finish, and compares both sides. The moments are spread over the load by what has
/// reached the portal, with a seeded delay after each, so that they fall into any phase of a batch. A calm load of the same rows tells what the end must look like.
/// </summary>
internal sealed class Crash(BenchContext context, int kills)
{
    private const int MostRuns = 60;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private int _runs;

    public async Task<CrashFigures> RunAsync()
    {
        var start = context.Time.GetTimestamp();
        await using var world = await BenchWorld.CreateAsync(context);
        var calm = await context.Stages.DoAsync("load in calm weather", () => CalmAsync(world));

        var installation = await world.InstallAsync(QuickToSettle);
        var before = await world.Sandbox.FiguresAsync(context.Stopping);
        await world.Sandbox.SetWeatherAsync("storm", context.Seed, context.Stopping);
        var killed = await context.Stages.DoAsync($"load in a storm, {kills} kills", () => KillAsync(world, installation, before.Records, calm.Records));
        await context.Stages.DoAsync("finish in the storm", () => FinishAsync(installation));
        await world.Sandbox.SetWeatherAsync("calm", context.Seed, context.Stopping);
        await context.Stages.DoAsync("one more run in calm weather", () => FinishAsync(installation));

        var verify = await context.Stages.DoAsync("verify", () => VerifyAsync(installation));
        if (verify.Waiting != calm.Waiting)
        {
            await TellLettersAsync(installation);
        }

        var after = await world.Sandbox.FiguresAsync(context.Stopping);
        return new CrashFigures(
            context.Rows, killed, _runs, after.Records - before.Records, calm.Records, after.Duplicates,
            verify.Missing, verify.Extra, verify.Doubled, verify.Different, verify.Waiting, calm.Waiting, Math.Round(context.Time.GetElapsedTime(start).TotalSeconds, 1));
    }

    /// <summary>The sandbox does nothing after an answer was lost, so there is no need to wait a minute before looking.</summary>
    private static ExchangeDefinition QuickToSettle(ExchangeDefinition definition) =>
        definition with { Limits = definition.Limits with { SettleTime = TimeSpan.FromSeconds(1) } };

    private async Task<(long Records, long Waiting)> CalmAsync(BenchWorld world)
    {
        var installation = await world.InstallAsync();
        var before = await world.Sandbox.FiguresAsync(context.Stopping);
        await EngineRun.RunAsync(installation.DataDirectory, DemoSetup.ExchangeName, context.Stages, context.Stopping);
        var after = await world.Sandbox.FiguresAsync(context.Stopping);
        var verify = await VerifyAsync(installation);
        return (after.Records - before.Records, verify.Waiting);
    }

    /// <summary>Returns the number of kills done: a load that ends before its last kill is started again, and finds nothing to do.</summary>
    private async Task<int> KillAsync(BenchWorld world, Installation installation, long recordsBefore, long recordsExpected)
    {
        var dice = new Random(context.Seed);
        var done = 0;
        while (done < kills && _runs < MostRuns)
        {
            var target = recordsBefore + (long)(recordsExpected * ((done + dice.NextDouble()) / (kills + 1)));
            var delay = TimeSpan.FromMilliseconds(dice.Next(0, 150));
            if (await KillOnceAsync(world, installation, target, delay))
            {
                done++;
                context.Stages.Say($"killed {done} of {kills} at {target - recordsBefore} records");
            }
        }

        return done;
    }

    private async Task<bool> KillOnceAsync(BenchWorld world, Installation installation, long target, TimeSpan delay)
    {
        _runs++;
        await using var engine = EngineRun.Start(installation.DataDirectory, DemoSetup.ExchangeName, onError: null);
        while (!engine.HasExited)
        {
            if ((await world.Sandbox.FiguresAsync(context.Stopping)).Records >= target)
            {
                await Task.Delay(delay, TimeProvider.System, context.Stopping);
                var alive = !engine.HasExited;
                await engine.KillAsync();
                return alive;
            }

            await Task.Delay(Look, TimeProvider.System, context.Stopping);
        }

        return false;
    }

    /// <summary>Runs until a run ends well. A storm may fail one: that is what the next one is for.</summary>
    private async Task FinishAsync(Installation installation)
    {
        while (_runs++ < MostRuns)
        {
            await using var engine = EngineRun.Start(installation.DataDirectory, DemoSetup.ExchangeName, onError: null);
            if (await engine.WaitAsync(context.Stopping) is 0 or 3)
            {
                return;
            }

            context.Stages.Say("a run failed: " + engine.Output.ReplaceLineEndings(" "));
        }

        throw new InvalidOperationException($"The load did not end within {MostRuns} runs.");
    }

    private async Task<VerifyFigures> VerifyAsync(Installation installation)
    {
        await using var child = ChildProcess.Start(
            "Pragmatika.Portal", ["verify", DemoSetup.ExchangeName, "--data", installation.DataDirectory, "--json"], onError: line => context.Stages.Say("  " + line));
        var exitCode = await child.WaitAsync(context.Stopping);
        if (exitCode == 3)
        {
            context.Stages.Say(child.Output);
        }

        return exitCode is 0 or 3
            ? JsonSerializer.Deserialize<VerifyFigures>(child.Output, BenchJson.Options)!
            : throw new InvalidOperationException($"verify ended with exit code {exitCode}.");
    }

    private async Task TellLettersAsync(Installation installation)
    {
        await using var child = ChildProcess.Start(
            "Pragmatika.Portal", ["deadletters", DemoSetup.ExchangeName, "list", "--data", installation.DataDirectory, "--json"], onError: context.Stages.Say);
        await child.WaitAsync(context.Stopping);
        context.Stages.Say(child.Output);
    }

    private sealed record VerifyFigures(long Records, long Missing, long Extra, long Doubled, long Different, long Waiting);
}
