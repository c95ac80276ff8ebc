using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Records that people made in the CRM get their rows, once.</summary>
public sealed class BornRecordTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_ContactBornInTheCrm_GetsOneRowAndOurKey(SqlEngine engine)
    {
        await using var rig = await StartAsync(engine);
        var id = await BearAsync(rig, "Новая Анна", "+79210000033");

        var run = await rig.RunAsync(RunMode.Heard);
        await rig.HearAsync("contact", id);
        var again = await rig.RunAsync();

        run.State.Should().Be(RunState.Succeeded, run.Message);
        run.Flows["contacts"].Created.Should().Be(1);
        (await rig.RowsAsync()).Should().Be(1);
        (await rig.CellAsync("name")).Should().Be("Новая Анна");
        (await rig.CellAsync("phone")).Should().Be("+79210000033");
        (await rig.CellAsync("foreign_note")).Should().Be("из CRM");
        var key = await rig.CellAsync("client");
        Guid.TryParse(key, out _).Should().BeTrue();
        (await rig.ItemAsync("contact", id)).OriginKey.Should().EndWith(key);
        again.Total.Created.Should().Be(0);
        again.Total.Updated.Should().Be(0);
        (await rig.RunAsync(RunMode.Full)).Total.Should().Match<RunCounters>(total => total.Created == 0 && total.Updated == 0);
        (await rig.RowsAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Run_RowOfABornRecordChanges_ReachesTheRecord()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        var id = await BearAsync(rig, "Новая Анна", "+79210000033");
        await rig.RunAsync();
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна из 1С'");

        var run = await rig.RunAsync();

        run.Total.Should().Match<RunCounters>(total => total.Created == 0 && total.Updated == 1);
        (await rig.ItemAsync("contact", id)).Values["name"].Should().Be(Value.Text("Анна из 1С"));
    }

    [Fact]
    public async Task Run_RecordOutsideTheFilter_GetsNoRow()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite, born => born with { Only = new Dictionary<string, string> { ["sourceDescription"] = "сайт" } });
        await BearAsync(rig, "Чужой", "+79210000034");
        await BearAsync(rig, "С сайта", "+79210000035", ("sourceDescription", Value.Text("сайт")));

        await rig.RunAsync();

        (await rig.RowsAsync()).Should().Be(1);
        (await rig.CellAsync("name")).Should().Be("С сайта");
    }

    [Fact]
    public async Task Run_RowOfItsOwnWaitsInTheTable_IsLinkedInsteadOfDoubled()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await BearAsync(rig, "Анна", "+79210000033");
        await rig.AddAsync(1, "c1", "Анна", "8 921 000-00-33", "d1");

        var run = await rig.RunAsync(RunMode.Heard);

        run.State.Should().Be(RunState.Succeeded, run.Message);
        (await rig.RowsAsync()).Should().Be(1);
        (await rig.Store.LinksAsync("people", "contacts", ["c1"], default)).Should().ContainKey("c1");
    }

    [Fact]
    public async Task Run_DiesBeforeTheRow_MakesItNextTime()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        var id = await BearAsync(rig, "Новая Анна", "+79210000033");
        await rig.ExecuteAsync("CREATE TRIGGER nope BEFORE INSERT ON people BEGIN SELECT raise(ABORT, 'no'); END");

        var died = await rig.RunAsync();
        await rig.ExecuteAsync("DROP TRIGGER nope");

        died.State.Should().Be(RunState.Failed);
        await ShouldGoOnAsync(rig, id);
    }

    [Fact]
    public async Task Run_DiesAfterTheRow_MakesNoOther()
    {
        var crash = new CommitThatFails();
        await using var rig = await StartAsync(SqlEngine.Sqlite, configure: crash.Install);
        var id = await BearAsync(rig, "Новая Анна", "+79210000033");
        crash.Armed = true;

        var died = await rig.RunAsync();
        crash.Armed = false;

        died.State.Should().Be(RunState.Failed);
        (await rig.RowsAsync()).Should().Be(1);
        await ShouldGoOnAsync(rig, id);
    }

    [Fact]
    public async Task Run_RowOfABornRecordWasDeleted_IsNotMadeAgain()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        var id = await BearAsync(rig, "Новая Анна", "+79210000033");
        await rig.RunAsync();
        await rig.ExecuteAsync("DELETE FROM people");
        await rig.ChangeAsync("contact", id, ("name", Value.Text("Анна П.")));

        await rig.RunAsync();

        (await rig.RowsAsync()).Should().Be(0);
    }

    private static async Task<TwoWayRig> StartAsync(SqlEngine engine, Func<BornDefinition, BornDefinition>? change = null, Action<IServiceCollection>? configure = null)
    {
        var born = new BornDefinition { Defaults = new Dictionary<string, string> { ["foreign_note"] = "из CRM" } };
        var rig = await TwoWayRig.StartAsync(
            engine,
            change: definition => definition with { Flows = [definition.Flows[0] with { Born = change is null ? born : change(born) }] },
            configure: configure);
        if (engine == SqlEngine.PostgreSql)
        {
            await rig.ExecuteAsync("ALTER TABLE people ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY");
        }

        return rig;
    }

    private static async Task<long> BearAsync(TwoWayRig rig, string name, string phone, params (string Field, Value Value)[] more)
    {
        var contact = await rig.Portal.EntityAsync("contact", default);
        WireField[] fields = [new("name", Value.Text(name)), new("phone", Value.Text(phone)), .. more.Select(field => new WireField(field.Field, field.Value))];
        var id = rig.Portal.IdOf((await rig.Portal.BatchAsync([rig.Portal.Add(contact, fields)], default)).Single());
        await rig.HearAsync("contact", id);
        return id;
    }

    private static async Task ShouldGoOnAsync(TwoWayRig rig, long id)
    {
        var run = await rig.RunAsync();
        run.State.Should().Be(RunState.Succeeded, run.Message);
        (await rig.RowsAsync()).Should().Be(1);
        (await rig.CellAsync("name")).Should().Be("Новая Анна");
        (await rig.ItemAsync("contact", id)).OriginKey.Should().EndWith(await rig.CellAsync("client"));
        (await rig.RunAsync(RunMode.Full)).Total.Should().Match<RunCounters>(total => total.Created == 0 && total.Updated == 0);
    }
}
