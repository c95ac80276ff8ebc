using System.Text.Json;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Tests.Support.Fakes;

using static Pragmatika.Tests.Portal.Cli.CliRig;

namespace Pragmatika.Tests.Portal.Cli;

/// <summary><c>run --exactly</c>, <c>undo</c> and <c>compare</c>.</summary>
public sealed class AfterTheRunVerbTests
{
    private static readonly Guid Earlier = Run(RunState.Succeeded, default).Id;

    [Fact]
    public async Task Run_Exactly_NamesTheDryRun()
    {
        var (rig, runs, _) = Rig();

        (await rig.RunAsync("run", "visits", "--exactly", Earlier.ToString())).Should().Be(0);

        runs.Asked.Should().Match<RunRequest>(request => request.Mode == RunMode.Exactly && request.Of == new RunScope(Earlier, null, null));
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("0193f0a0-0000-7000-8000-000000000001", "--full")]
    public async Task Run_ExactlyWithWhatDoesNotGoWithIt_IsRefused(string run, string? option)
    {
        var (rig, runs, _) = Rig();

        (await rig.RunAsync([.. new[] { "run", "visits", "--exactly", run, option }.OfType<string>()])).Should().Be(2);

        runs.Asked.Should().BeNull();
    }

    [Theory]
    [InlineData(new string[0], null, null, false)]
    [InlineData(new[] { "--key", "17", "--flow", "deals", "--dry-run" }, "deals", "17", true)]
    public async Task Undo_OfARunOrARecord_AsksForIt(string[] options, string? flow, string? key, bool dryRun)
    {
        var (rig, runs, _) = Rig();

        (await rig.RunAsync(["undo", Earlier.ToString(), .. options])).Should().Be(0);

        runs.Asked.Should().Match<RunRequest>(request => request.Mode == RunMode.Undo && request.Exchange == "visits" && request.Of == new RunScope(Earlier, flow, key) && request.DryRun == dryRun);
    }

    [Fact]
    public async Task Undo_OfAnUnknownRun_SaysSo()
    {
        var (rig, runs, _) = Rig();

        (await rig.RunAsync("undo", Guid.NewGuid().ToString())).Should().Be(2);

        runs.Asked.Should().BeNull();
        rig.Error.Should().Contain("There is no run");
    }

    [Fact]
    public async Task Compare_Different_PrintsTheReportAndExitsWithThree()
    {
        var (rig, _, compare) = Rig();
        (compare.Result, compare.Found) = (RunState.NeedsPerson, new VerifyCounters(10, 1, 0, 0, 2, 0));

        (await rig.RunAsync("compare", "visits", "--json")).Should().Be(3);

        using var json = JsonDocument.Parse(rig.Out);
        json.RootElement.GetProperty("matched").GetInt64().Should().Be(7);
        json.RootElement.GetProperty("different").GetInt64().Should().Be(2);
        json.RootElement.GetProperty("repair").ValueKind.Should().Be(JsonValueKind.Null);
        compare.Repairs.Should().BeEmpty();
    }

    [Fact]
    public async Task Compare_Repair_StartsOneAndTellsHowItEnded()
    {
        var (rig, _, compare) = Rig();
        (compare.Result, compare.Found) = (RunState.NeedsPerson, new VerifyCounters(10, 1, 0, 0, 2, 0));

        (await rig.RunAsync("compare", "visits", "--repair", "sql")).Should().Be(0);

        compare.Repairs.Should().ContainSingle().Which.Order.Should().Be(new RepairOrder(RepairSide.Sql));
        rig.Out.Should().Contain("All went well.");
    }

    private static (CliRig Rig, FakeRuns Runs, FakeCompare Compare) Rig()
    {
        var (runs, compare, store) = (new FakeRuns(Run(RunState.Succeeded, default)), new FakeCompare(), new FakeEngineStore());
        store.Put(Run(RunState.Succeeded, default));
        var rig = new CliRig().With<IRunService>(runs).With<IExchangeCatalog>(new FakeCatalog(Definition())).With<IEngineStore>(store).With<ICompareService>(compare).With<IRecordHistory>(new FakeRecordHistory());
        return (rig, runs, compare);
    }
}
