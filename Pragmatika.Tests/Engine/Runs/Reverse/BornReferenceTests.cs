using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Rows of records that were born in the CRM say what those records refer to.</summary>
public sealed class BornReferenceTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_DealOfAKnownContact_GetsItsKeyAndWhatItsRowsSay(SqlEngine engine)
    {
        await using var rig = await StartAsync(engine);
        await rig.AddAsync(1, "c1", "Анна", "8 921 000-00-01", "d1");
        await rig.RunAsync();
        await BearAsync(rig, "deal", ("title", Value.Text("Звонок")), ("opportunity", Value.Number(500)), ("contactId", Value.Number(1)));

        var run = await rig.RunAsync(RunMode.Heard);

        run.State.Should().Be(RunState.Succeeded, run.Message);
        run.Flows["deals"].Created.Should().Be(1);
        (await rig.RowsAsync()).Should().Be(2);
        (await rig.CellAsync("client", 2)).Should().Be("c1");
        (await rig.CellAsync("name", 2)).Should().Be("Анна");
        (await rig.CellAsync("phone", 2)).Should().Be("8 921 000-00-01");
        (await rig.CellAsync("foreign_note", 2)).Should().BeNull("that column is none of the contact's");
        Guid.TryParse(await rig.CellAsync("deal", 2), out _).Should().BeTrue();
        await ShouldRestAsync(rig, contacts: 1, deals: 2);
        (await rig.ItemAsync("deal", 2)).Values["contactId"].Should().Be(Value.Number(1));
    }

    [Fact]
    public async Task Run_DealOfAContactThatWasBornBefore_GetsItsGuid()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await BearAsync(rig, "contact", ("name", Value.Text("Новая Анна")), ("phone", Value.Text("+79210000033")));
        await rig.RunAsync();
        await BearAsync(rig, "deal", ("title", Value.Text("Звонок")), ("contactId", Value.Number(1)));

        await rig.RunAsync();

        await ShouldShareAsync(rig);
        await ShouldRestAsync(rig, contacts: 1, deals: 1);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_ContactAndDealBornTogether_ShareTheGuid(SqlEngine engine)
    {
        await using var rig = await StartAsync(engine);
        var contact = await AddAsync(rig, "contact", ("name", Value.Text("Новая Анна")), ("phone", Value.Text("+79210000033")));
        var deal = await AddAsync(rig, "deal", ("title", Value.Text("Звонок")), ("contactId", Value.Number(contact)));
        await rig.HearAsync("deal", deal);
        await rig.HearAsync("contact", contact);

        var run = await rig.RunAsync(RunMode.Heard);

        run.Total.Created.Should().Be(2);
        await ShouldShareAsync(rig);
        await ShouldRestAsync(rig, contacts: 1, deals: 1);
    }

    [Fact]
    public async Task Run_OnlyTheDealIsHeard_TheContactIsBornWithIt()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        var contact = await AddAsync(rig, "contact", ("name", Value.Text("Новая Анна")), ("phone", Value.Text("+79210000033")));
        await BearAsync(rig, "deal", ("title", Value.Text("Звонок")), ("contactId", Value.Number(contact)));

        var run = await rig.RunAsync(RunMode.Heard);
        await rig.HearAsync("contact", contact);
        await rig.RunAsync();

        run.Total.Created.Should().Be(2);
        await ShouldShareAsync(rig);
        await ShouldRestAsync(rig, contacts: 1, deals: 1);
    }

    [Fact]
    public async Task Run_DiesAfterTheRows_MakesNoOthersAndKeepsTheReference()
    {
        var crash = new CommitThatFails();
        await using var rig = await StartAsync(SqlEngine.Sqlite, crash.Install);
        var contact = await AddAsync(rig, "contact", ("name", Value.Text("Новая Анна")), ("phone", Value.Text("+79210000033")));
        await BearAsync(rig, "deal", ("title", Value.Text("Звонок")), ("contactId", Value.Number(contact)));
        crash.Armed = true;
        (await rig.RunAsync()).State.Should().Be(RunState.Failed);
        crash.Armed = false;

        await rig.RunAsync();

        await ShouldShareAsync(rig);
        await ShouldRestAsync(rig, contacts: 1, deals: 1);
    }

    [Fact]
    public async Task Run_DiesBeforeTheRows_TheNextOneMakesThemWithTheReference()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        var contact = await AddAsync(rig, "contact", ("name", Value.Text("Новая Анна")), ("phone", Value.Text("+79210000033")));
        await BearAsync(rig, "deal", ("title", Value.Text("Звонок")), ("contactId", Value.Number(contact)));
        await rig.ExecuteAsync("CREATE TRIGGER nope BEFORE INSERT ON people BEGIN SELECT raise(ABORT, 'no'); END");
        (await rig.RunAsync()).State.Should().Be(RunState.Failed);
        await rig.ExecuteAsync("DROP TRIGGER nope");

        await rig.RunAsync();

        await ShouldShareAsync(rig);
        await ShouldRestAsync(rig, contacts: 1, deals: 1);
    }

    [Fact]
    public async Task Run_DealOfAContactThatGetsNoRow_GetsNone()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite, only: new Dictionary<string, string> { ["sourceDescription"] = "сайт" });
        var contact = await AddAsync(rig, "contact", ("name", Value.Text("Чужой")), ("phone", Value.Text("+79210000034")));
        await BearAsync(rig, "deal", ("title", Value.Text("Звонок")), ("contactId", Value.Number(contact)));

        await rig.RunAsync();

        (await rig.RowsAsync()).Should().Be(1);
        (await rig.CellAsync("client")).Should().BeNull();
        (await rig.RunAsync(RunMode.Full)).State.Should().Be(RunState.Succeeded);
        (await rig.ItemAsync("deal", 1)).Values["contactId"].Should().Be(Value.Number(contact), "an empty key takes nothing away");
    }

    private static async Task<TwoWayRig> StartAsync(SqlEngine engine, Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string>? only = null)
    {
        var rig = await TwoWayRig.StartAsync(
            engine,
            change: definition => definition with
            {
                Flows = [definition.Flows[0] with { Born = new BornDefinition { Only = only ?? new Dictionary<string, string>() } }, definition.Flows[1] with { Born = new BornDefinition(), Rules = Rules(definition) }],
            },
            configure: configure);
        if (engine == SqlEngine.PostgreSql)
        {
            await rig.ExecuteAsync("ALTER TABLE people ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 2)");
        }

        return rig;
    }

    /// <summary>The title stays as people wrote it.</summary>
    private static IReadOnlyList<Rule> Rules(ExchangeDefinition definition) => [.. definition.Flows[1].Rules.Where(rule => rule.Field != "title")];

    private static async Task<long> AddAsync(TwoWayRig rig, string entity, params (string Field, Value Value)[] fields)
    {
        var command = rig.Portal.Add(await rig.Portal.EntityAsync(entity, default), [.. fields.Select(field => new WireField(field.Field, field.Value))]);
        return rig.Portal.IdOf((await rig.Portal.BatchAsync([command], default)).Single());
    }

    private static async Task BearAsync(TwoWayRig rig, string entity, params (string Field, Value Value)[] fields) => await rig.HearAsync(entity, await AddAsync(rig, entity, fields));

    /// <summary>One row of the contact, one of the deal, and both say the same of the contact.</summary>
    private static async Task ShouldShareAsync(TwoWayRig rig)
    {
        var first = await rig.FirstIdAsync();
        (await rig.RowsAsync()).Should().Be(2);
        var keys = new[] { await rig.CellAsync("client", first), await rig.CellAsync("client", first + 1) };
        Guid.TryParse(keys[0], out _).Should().BeTrue();
        keys[1].Should().Be(keys[0]);
        (await rig.CellAsync("name", first)).Should().Be("Новая Анна");
        (await rig.CellAsync("name", first + 1)).Should().Be("Новая Анна");
        (await rig.CellAsync("phone", first + 1)).Should().Be(await rig.CellAsync("phone", first));
        (await rig.ItemAsync("contact", 1)).OriginKey.Should().EndWith(keys[0]);
    }

    /// <summary>Further runs write nothing, either way.</summary>
    private static async Task ShouldRestAsync(TwoWayRig rig, int contacts, int deals)
    {
        await rig.RunAsync();
        for (var id = 1; id <= contacts; id++)
        {
            await rig.HearAsync("contact", id);
        }

        for (var id = 1; id <= deals; id++)
        {
            await rig.HearAsync("deal", id);
        }

        await rig.RunAsync();
        var rows = await rig.RowsAsync();
        var run = await rig.RunAsync(RunMode.Full);

        run.State.Should().Be(RunState.Succeeded, run.Message);
        run.Total.Should().Match<RunCounters>(total => total.Created == 0 && total.Updated == 0);
        (await rig.RowsAsync()).Should().Be(rows);
        rig.Rig.Sandbox.Portal.Table(3)!.Count.Should().Be(contacts);
        rig.Rig.Sandbox.Portal.Table(2)!.Count.Should().Be(deals);
    }
}
