using System.Text.Json;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Tests.Support.Fakes;
using static Pragmatika.Tests.Portal.Cli.CliRig;

namespace Pragmatika.Tests.Portal.Cli;

public sealed class RunVerbTests
{
    private static readonly RunCounters Mixed = new(Created: 5, Updated: 2, Unchanged: 3, Skipped: 1, Conflicted: 1, Rejected: 1, Failed: 0);

    [Theory]
    [InlineData(RunState.Succeeded, 0)]
    [InlineData(RunState.NeedsPerson, 3)]
    [InlineData(RunState.Failed, 1)]
    [InlineData(RunState.Cancelled, 1)]
    public async Task Run_FinalState_GivesItsExitCode(RunState state, int expected)
    {
        var rig = Rig(new FakeRuns(Run(RunState.Running, default), Run(state, Mixed)));

        var exitCode = await rig.RunAsync("run", "visits");

        exitCode.Should().Be(expected);
    }

    [Fact]
    public async Task Run_Json_PrintsOneObjectWithTheNamedKeys()
    {
        var rig = Rig(new FakeRuns(Run(RunState.Running, default), Run(RunState.NeedsPerson, Mixed)));

        await rig.RunAsync("run", "visits", "--json");

        using var json = JsonDocument.Parse(rig.Out);
        var root = json.RootElement;
        var keys = new[] { "read", "created", "updated", "unchanged", "skipped", "conflicted", "rejected", "failed", "echoes", "nearMisses" };
        root.GetProperty("total").EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo(keys);
        root.GetProperty("flows").GetProperty("deals").EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo(keys);
        root.GetProperty("total").GetProperty("read").GetInt64().Should().Be(13);
        root.GetProperty("restCalls").GetInt64().Should().Be(7);
        root.GetProperty("commands").GetInt64().Should().Be(301);
        root.GetProperty("seconds").GetDouble().Should().Be(2.5);
        root.GetProperty("peakRssMiB").GetDouble().Should().BeGreaterThan(0);
        root.GetProperty("state").GetString().Should().Be("needsPerson");
    }

    [Fact]
    public async Task Run_Table_ShowsEveryCounterAndTheTotal()
    {
        var rig = Rig(new FakeRuns(Run(RunState.Succeeded, Mixed)));

        await rig.RunAsync("run", "visits");

        rig.Out.Should().Contain("deals").And.Contain("Total").And.Contain("13").And.Contain("All went well.");
    }

    [Theory]
    [InlineData(new[] { "run", "visits" }, RunMode.Incremental)]
    [InlineData(new[] { "run", "visits", "--full" }, RunMode.Full)]
    [InlineData(new[] { "run", "visits", "--heard" }, RunMode.Heard)]
    [InlineData(new[] { "run", "visits", "--key", "17", "--key", "18" }, RunMode.Keys)]
    public async Task Run_Options_ChooseTheMode(string[] arguments, RunMode mode)
    {
        var runs = new FakeRuns(Run(RunState.Succeeded, default));

        await Rig(runs).RunAsync(arguments);

        runs.Asked!.Mode.Should().Be(mode);
        runs.Asked.Keys.Should().Equal(mode == RunMode.Keys ? ["17", "18"] : []);
        runs.Asked.DryRun.Should().BeFalse();
    }

    [Fact]
    public async Task Run_DryRun_IsAskedFor()
    {
        var runs = new FakeRuns(Run(RunState.Succeeded, default));

        await Rig(runs).RunAsync("run", "visits", "--dry-run");

        runs.Asked!.DryRun.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_PassesTheFuse_OnlyWhenItIsSaid(bool isSaid)
    {
        var runs = new FakeRuns(Run(RunState.Succeeded, default));

        await Rig(runs).RunAsync([.. new[] { "run", "visits" }, .. isSaid ? new[] { "--without-fuse" } : []]);

        runs.Asked!.IgnoresFuse.Should().Be(isSaid);
    }

    [Fact]
    public async Task Run_DryRunWithCsv_WritesThePlannedChanges()
    {
        var file = Path.Combine(Path.GetTempPath(), $"pragmatika-{Guid.NewGuid():N}.csv");
        var planned = new FakePlannedChanges();
        var run = Run(RunState.Succeeded, Mixed);
        await planned.AppendAsync(run.Id, FakePlannedChanges.OneOfEach(), CancellationToken.None);
        try
        {
            var rig = Rig(new FakeRuns(run)).With<IPlannedChanges>(planned);

            var exitCode = await rig.RunAsync("run", "visits", "--dry-run", "--csv", file);

            exitCode.Should().Be(0);
            rig.Error.Should().Contain(file);
            (await File.ReadAllLinesAsync(file)).Should().HaveCount(7).And.HaveElementAt(0, "No.,Flow,Key,CRM id,Action,Record,Field,Before,After,Why");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Run_CsvWithoutDryRun_IsRefused()
    {
        var runs = new FakeRuns(Run(RunState.Succeeded, default));
        var rig = Rig(runs);

        (await rig.RunAsync("run", "visits", "--csv", "plan.csv")).Should().Be(2);

        rig.Error.Should().Contain("--csv goes with --dry-run");
        runs.Asked.Should().BeNull();
    }

    [Fact]
    public async Task Run_FullTogetherWithKey_IsRefused()
    {
        var runs = new FakeRuns(Run(RunState.Succeeded, default));
        var rig = Rig(runs);

        var exitCode = await rig.RunAsync("run", "visits", "--full", "--key", "1");

        exitCode.Should().Be(2);
        rig.Error.Should().Contain("--full and --key do not go together");
        runs.Asked.Should().BeNull();
    }

    [Theory]
    [InlineData("--full")]
    [InlineData("--key=1")]
    public async Task Run_HeardTogetherWithAnotherMode_IsRefused(string other)
    {
        var runs = new FakeRuns(Run(RunState.Succeeded, default));
        var rig = Rig(runs);

        var exitCode = await rig.RunAsync("run", "visits", "--heard", other);

        exitCode.Should().Be(2);
        rig.Error.Should().Contain("--heard goes with neither");
        runs.Asked.Should().BeNull();
    }

    [Fact]
    public async Task Run_UnknownExchange_SaysWhereToLook()
    {
        var rig = Rig(new FakeRuns(Run(RunState.Succeeded, default)));

        var exitCode = await rig.RunAsync("run", "nothing");

        exitCode.Should().Be(2);
        rig.Error.Should().Contain("There is no exchange 'nothing'").And.Contain("exchange list");
    }

    [Fact]
    public async Task Run_DefinitionWithMistakes_ListsThemAll()
    {
        DefinitionProblem[] problems = [new("flows[0].rules[0].field", "no such field", "choose one of: title"), new("source.table", "no such table", "check its name")];
        var rig = Rig(new FakeRuns(Run(RunState.Running, default)) { Refusal = new RunRefusedException("bad", problems) });

        var exitCode = await rig.RunAsync("run", "visits");

        exitCode.Should().Be(2);
        rig.Error.Should().Contain("flows[0].rules[0].field: no such field").And.Contain("source.table: no such table").And.Contain("check its name");
    }

    [Fact]
    public async Task Run_AlreadyUnderWay_FailsWithTheReason()
    {
        var rig = Rig(new FakeRuns(Run(RunState.Running, default)) { Refusal = new RunRefusedException("It is running already.", []) });

        var exitCode = await rig.RunAsync("run", "visits");

        exitCode.Should().Be(1);
        rig.Error.Should().Contain("It is running already.");
    }

    [Fact]
    public async Task Run_RussianCulture_SpeaksRussian()
    {
        var rig = new CliRig { Language = "ru" }.With<IRunService>(new FakeRuns(Run(RunState.Succeeded, Mixed))).With<IExchangeCatalog>(new FakeCatalog(Definition()));

        await rig.RunAsync("run", "visits");

        rig.Out.Should().Contain("Всего").And.Contain("Всё прошло успешно.");
    }

    private static CliRig Rig(FakeRuns runs) => new CliRig().With<IRunService>(runs).With<IExchangeCatalog>(new FakeCatalog(Definition()));
}
