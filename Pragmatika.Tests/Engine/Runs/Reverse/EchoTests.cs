using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Our own writes that come back are told from changes of others, and counted.</summary>
public sealed class EchoTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task OwnWrite_ComesBackAsItWas_IsAnEchoOnce(SqlEngine engine)
    {
        await using var rig = await StartAsync(engine);

        var first = await HeardAsync(rig);
        var second = await HeardAsync(rig);

        first.Flows["contacts"].Should().Be(new RunCounters(0, 0, 1, 0, 0, 0, 0) { Echoes = 1 });
        second.Flows["contacts"].Should().Be(new RunCounters(0, 0, 1, 0, 0, 0, 0), "one write is good for one echo");
        (await TextsAsync(rig, first)).Should().Contain(text => text.Contains("своих изменений узнано 1, почти своих 0"));
    }

    [Fact]
    public async Task OwnWrite_SomebodyChangedItInBetween_IsANearMissAndReachesTheTable()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.ChangeUnheardAsync("contact", 1, ("name", Value.Text("Анна П.")));

        var run = await HeardAsync(rig);

        run.Flows["contacts"].Should().Be(new RunCounters(0, 1, 0, 0, 0, 0, 0) { NearMisses = 1 });
        (await rig.CellAsync("name")).Should().Be("Анна П.");
        (await TextsAsync(rig, run)).Should().Contain(text => text.Contains("почти своих 1"));
    }

    [Fact]
    public async Task Change_OfSomebodyAfterTheEcho_IsNeither()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await HeardAsync(rig);
        await rig.ChangeUnheardAsync("contact", 1, ("name", Value.Text("Анна П.")));

        var run = await HeardAsync(rig);

        run.Flows["contacts"].Should().Be(new RunCounters(0, 1, 0, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Change_OfAFieldThatIsNotOurs_IsNeither()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await HeardAsync(rig);
        await rig.ChangeUnheardAsync("contact", 1, ("sourceDescription", Value.Text("сайт")));

        (await HeardAsync(rig)).Total.Should().Be(new RunCounters(0, 0, 1, 0, 0, 0, 0));
    }

    [Fact]
    public async Task OwnWrite_OfTheNextRun_IsAnEchoAgain()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await HeardAsync(rig);
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна из 1С'");
        await rig.RunAsync();

        (await HeardAsync(rig)).Total.Echoes.Should().Be(1);
    }

    [Fact]
    public async Task DryRun_OverAnEcho_LeavesItToTheNextRun()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.HearAsync("contact", 1);

        await rig.RunAsync(RunMode.Heard, dryRun: true);

        (await rig.RunAsync(RunMode.Heard)).Total.Echoes.Should().Be(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"\"~heard\":false"}""")]
    [InlineData("""{"name":"Анна","opportunity":5}""")]
    public void Mark_PutAndTakenOff_LeavesTheValues(string agreed)
    {
        var marked = LinkMark.Unheard.Put(agreed);

        LinkMark.Unheard.IsOn(agreed).Should().BeFalse();
        LinkMark.Unheard.IsOn(marked).Should().BeTrue();
        LinkMark.Unheard.Put(marked).Should().Be(marked);
        LinkMark.Unheard.TakeOff(marked).Should().Be(agreed);
        ValueJson.Read(marked, ["name"]).Should().Equal(ValueJson.Read(agreed, ["name"]));
    }

    private static async Task<TwoWayRig> StartAsync(SqlEngine engine)
    {
        var rig = await TwoWayRig.StartAsync(engine, change: definition => definition with { Flows = [definition.Flows[0]] });
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        (await rig.RunAsync()).Total.Created.Should().Be(1);
        return rig;
    }

    private static async Task<RunRecord> HeardAsync(TwoWayRig rig)
    {
        await rig.HearAsync("contact", 1);
        return await rig.RunAsync(RunMode.Heard);
    }

    private static async Task<IEnumerable<string>> TextsAsync(TwoWayRig rig, RunRecord run) =>
        (await rig.Rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run.Id }, null, 200, default)).Select(entry => entry.Text);
}
