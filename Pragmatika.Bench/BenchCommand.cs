using System.CommandLine;
using System.Text.Json;
using Pragmatika.Bench.Against;
using Pragmatika.Bench.Benches;
using Pragmatika.Bench.Pump;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench;

/// <summary>The benches by name. Progress goes to the error stream, one JSON object to the output. Exit codes: 0 measured, 1 failed, 2 bad arguments.</summary>
internal static class BenchCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Whole-run measurements of Pragmatika.")
        {
            FirstLoadBench(),
            Bench("load", "A load alone: what it costs the engine's process.", 100_000, 3, Load.RunAsync),
            Bench("no-change", "A full run over unchanged rows, against a bare read.", 500_000, 3, NoChange.RunAsync),
            GenerateBench(),
            DeltaBench(),
            Bench("memory", "Peak memory of a load, and of a quarter of it.", 1_000_000, 1, Memory.RunAsync),
            Bench("growth", "Time of a load against time of a quarter of it.", 100_000, 3, Growth.RunAsync),
            Bench("cloud-day", "A simulated day under cloud limits.", 200_000, 1, context => new CloudDay(context).RunAsync()),
            CrashBench(),
            IntakeBench(),
            StormBench(),
            StormRealBench(),
            TwoWayBench(),
            LatencyBench(),
            PagesBench(),
            PumpVerb(),
        };
        var parsed = root.Parse(arguments);
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        return parsed.Errors.Count > 0 ? 2 : exitCode;
    }

    private static Command FirstLoadBench() => Bench(
        "first-load", "A load into an empty portal, against a bare pump or another commit.", 100_000, 3, (context, _) => FirstLoad.RunAsync(context),
        (context, commit, rounds, _) => FirstLoadAgainst.RunAsync(context, commit, rounds));

    private static Command GenerateBench()
    {
        var postgreSql = new Option<string?>("--postgresql") { Description = "A connection string: the table is made there instead of in a SQLite file" };
        return Bench("generate", "Making the wide exchange table.", 500_000, 3, (context, parsed) => Generate.RunAsync(context, parsed.GetValue(postgreSql)), postgreSql);
    }

    private static Command DeltaBench()
    {
        var changed = new Option<double>("--changed") { Description = "Share of the rows that change", DefaultValueFactory = _ => 0.01 };
        return Bench("delta", "Requests that a small change needs.", 500_000, 1, (context, parsed) => Delta.RunAsync(context, parsed.GetValue(changed)), changed);
    }

    private static Command CrashBench()
    {
        var kills = new Option<int>("--kills") { Description = "How often the engine is killed", DefaultValueFactory = _ => 20 };
        return Bench("crash", "kill -9 in a storm, then both sides compared.", 20_000, 1, async (context, parsed) => await new Crash(context, parsed.GetValue(kills)).RunAsync(), kills);
    }

    private static Command IntakeBench()
    {
        var rate = new Option<int>("--rate") { Description = "Events a second", DefaultValueFactory = _ => 1000 };
        var seconds = new Option<int>("--seconds") { Description = "For how long", DefaultValueFactory = _ => 60 };
        return Bench(
            "intake", "A flood of a portal's events.", 0, 1, async (context, parsed) => await new Intake(context, parsed.GetValue(rate), parsed.GetValue(seconds)).RunAsync(), rate, seconds);
    }

    private static Command TwoWayBench()
    {
        var changes = new Option<double>("--changes") { Description = "Share of the rows that change on each side", DefaultValueFactory = _ => 0.02 };
        return Bench("two-way", "Requests that changes of both sides need.", 200_000, 1, (context, parsed) => new TwoWay(context, parsed.GetValue(changes)).RunAsync(), changes);
    }

    private static Command LatencyBench()
    {
        var rate = new Option<int>("--rate") { Description = "Changes a second in the CRM", DefaultValueFactory = _ => 50 };
        var seconds = new Option<int>("--seconds") { Description = "For how long, each way", DefaultValueFactory = _ => 60 };
        return Bench("latency", "Seconds from a change to the other side.", 0, 1, (context, parsed) => new Latency(context, parsed.GetValue(rate), parsed.GetValue(seconds)).RunAsync(), rate, seconds);
    }

    private static Command PagesBench()
    {
        var chromium = new Option<string>("--chromium")
        {
            Description = "The browser; PRAGMATIKA_TEST_CHROMIUM without it",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PRAGMATIKA_TEST_CHROMIUM") ?? "/usr/bin/chromium",
        };
        return Bench(
            "pages", "Weight and speed of ten pages in a browser.", 2000, 2, (context, parsed) => new PageVisits(context, parsed.GetValue(chromium)!).RunAsync(commit: null, rounds: 1),
            (context, commit, rounds, parsed) => new PageVisits(context, parsed.GetValue(chromium)!).RunAsync(commit, rounds), chromium);
    }

    private static Command StormRealBench()
    {
        var seeds = new Option<string>("--seeds") { Description = "One seed, or the first and the last: 1-20", DefaultValueFactory = _ => "1-20" };
        var minutes = new Option<double>("--minutes") { Description = "How long each storm lasts before the calm", DefaultValueFactory = _ => 2 };
        var server = new Option<string>("--postgres")
        {
            Description = "Connection string of a PostgreSQL user who may create databases; PRAGMATIKA_TEST_POSTGRES without it",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PRAGMATIKA_TEST_POSTGRES") ?? string.Empty,
        };
        return Bench(
            "storm-real", "Storms of real processes on PostgreSQL: kill -9, cut wires, a clock that jumps.", 0, 1,
            async (context, parsed) =>
            {
                var (from, to) = SeedRange.Parse(parsed.GetValue(seeds)!);
                return await new StormReal(context, parsed.GetValue(server)!, from, to, parsed.GetValue(minutes)).RunAsync();
            },
            seeds, minutes, server);
    }

    private static Command StormBench()
    {
        var seeds = new Option<string>("--seeds") { Description = "One seed, or the first and the last: 1-200", DefaultValueFactory = _ => "1-200" };
        var first = new Option<bool>("--first") { Description = "Stop at the first seed that fails" };
        return Bench(
            "storm", "Seeded storms in this process: no change lost, doubled or bounced.", 0, 1,
            async (context, parsed) =>
            {
                var (from, to) = SeedRange.Parse(parsed.GetValue(seeds)!);
                return await new StormSeeds(context, from, to, parsed.GetValue(first)).RunAsync();
            },
            seeds, first);
    }

    private static Command Bench(string name, string description, int rows, int repeat, Func<BenchContext, Task<object>> run) =>
        Bench(name, description, rows, repeat, (context, _) => run(context));

    private static Command Bench(string name, string description, int defaultRows, int defaultRepeat, Func<BenchContext, ParseResult, Task<object>> run, params Option[] more) =>
        Bench(name, description, defaultRows, defaultRepeat, run, AnyAgainst.RunAsync, more);

    private static Command Bench(
        string name, string description, int defaultRows, int defaultRepeat, Func<BenchContext, ParseResult, Task<object>> run, AgainstRun compare, params Option[] more)
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the exchange table", DefaultValueFactory = _ => defaultRows };
        var seed = new Option<int>("--seed") { Description = "Seed of rows, changes and weather", DefaultValueFactory = _ => 1 };
        var repeat = new Option<int>("--repeat") { Description = "Rounds; medians are told", DefaultValueFactory = _ => defaultRepeat };
        var lanes = new Option<int?>("--lanes") { Description = "Requests at once, instead of the demo's" };
        var json = new Option<bool>("--json") { Description = "Accepted for clarity: the result is always one JSON object" };
        var command = new Command(name, description) { rows, seed, repeat, lanes, json };
        var against = new AgainstOptions();
        against.AddTo(command);
        foreach (var option in more)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var stages = new Stages(name, Console.Error, TimeProvider.System);
            var context = new BenchContext(stages, parsed.GetValue(rows), parsed.GetValue(seed), Math.Max(1, parsed.GetValue(repeat)), parsed.GetValue(lanes), TimeProvider.System, cancellationToken);
            Console.Out.WriteLine(JsonSerializer.Serialize(await against.RunAsync(run, compare, context, parsed), BenchJson.Options));
            return 0;
        });
        return command;
    }

    /// <summary>The pump's own process, started by <c>first-load</c>.</summary>
    private static Command PumpVerb()
    {
        var file = new Option<string>("--file") { Required = true };
        var webhook = new Option<string>("--webhook") { Required = true };
        var lanes = new Option<int>("--lanes") { Required = true };
        var command = new Command("pump") { file, webhook, lanes };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var bodies = PreparedRequests.Load(parsed.GetValue(file)!);
            var figures = await new BarePump(new Uri(parsed.GetValue(webhook)!), parsed.GetValue(lanes)).RunAsync(bodies, cancellationToken);
            Console.Out.WriteLine(JsonSerializer.Serialize(figures, BenchJson.Options));
        });
        return command;
    }
}
