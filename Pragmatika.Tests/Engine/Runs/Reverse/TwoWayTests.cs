using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

public sealed class TwoWayTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_ChangedInTheCrm_ReachesEveryRowOfTheRecordAndNothingElse(SqlEngine engine)
    {
        await using var rig = await TwoWayRig.StartAsync(engine);
        await rig.AddAsync(1, "c1", "Анна", "8 921 000-00-01", "d1");
        await rig.AddAsync(2, "c1", "Анна", "8 921 000-00-01", "d2", "250,5");
        (await rig.RunAsync()).State.Should().Be(RunState.Succeeded);

        await rig.ChangeAsync("contact", 1, ("phone", Value.Text("+79210000077")), ("name", Value.Text("Анна П.")));
        await rig.ChangeAsync("deal", 2, ("stageId", Value.Text("PREPARATION")), ("opportunity", Value.Number(300.25m)), ("comments", Value.Text("позвонить")), ("closedate", Value.Date(new DateOnly(2026, 5, 7))));
        var run = await rig.RunAsync();

        run.Message.Should().BeNull();
        run.State.Should().Be(RunState.Succeeded);
        foreach (var id in new[] { 1, 2 })
        {
            (await rig.CellAsync("phone", id)).Should().Be("+79210000077");
            (await rig.CellAsync("name", id)).Should().Be("Анна П.");
            (await rig.CellAsync("foreign_note", id)).Should().Be("kept");
        }

        (await rig.CellAsync("stage", 2)).Should().Be("2");
        (await rig.CellAsync("amount", 2)).Should().Be("300,25");
        (await rig.CellAsync("comment", 2)).Should().Be("позвонить");
        (await rig.CellAsync("closed", 2)).Should().Contain("2026").And.Contain("07");
        (await rig.CellAsync("stage", 1)).Should().Be("1");
        (await rig.CellAsync("amount", 1)).Should().Be("100");
        var entry = (await JournalAsync(rig, run)).Single(entry => entry is { Kind: JournalKind.Record, Flow: "deals", Key: "d2" });
        entry.Changes.Should().Contain("\"opportunity\":[\"250.5\",\"300.25\",\"amount\"]");

        var again = await rig.RunAsync(RunMode.Full);
        again.Total.Updated.Should().Be(0);
        again.Total.Conflicted.Should().Be(0);
        (await rig.ItemAsync("contact", 1)).MultiFields.Should().ContainSingle();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_OurOwnWriteComesBack_DoesNothingAndSaysSo(SqlEngine engine)
    {
        await using var rig = await TwoWayRig.StartAsync(engine);
        await rig.AddAsync(1, "c1", "Анна", "8 921 000-00-01", "d1");
        await rig.RunAsync();
        await rig.HearAsync("contact", 1);
        await rig.HearAsync("deal", 1);
        var first = await rig.RunAsync(RunMode.Heard);
        await rig.HearAsync("contact", 1);
        await rig.HearAsync("deal", 1);

        var run = await rig.RunAsync(RunMode.Heard);

        first.Flows["contacts"].Should().Be(new RunCounters(0, 0, 1, 0, 0, 0, 0) { Echoes = 1 });
        first.Flows["deals"].Updated.Should().Be(1, "the portal filled the closing day, which SQL had none of");
        run.Total.Should().Be(new RunCounters(0, 0, 2, 0, 0, 0, 0));
        (await rig.CellAsync("phone")).Should().Be("8 921 000-00-01");
        (await rig.CellAsync("name")).Should().Be("Анна");
        (await JournalAsync(rig, run)).Should().Contain(entry => entry.Kind == JournalKind.Batch && entry.Text.Contains("услышано записей 2"));
        (await rig.Store.InboxCursorAsync("people", default)).Should().BeGreaterThan(0);
    }

    [Theory]
    [OnSqlite(ConflictPolicy.Sql, "из таблицы")]
    [OnSqlite(ConflictPolicy.Crm, "из портала, длиннее")]
    [OnSqlite(ConflictPolicy.Newest, "из портала, длиннее")]
    [OnSqlite(ConflictPolicy.LongestNonEmpty, "из портала, длиннее")]
    [OnPostgreSql(ConflictPolicy.Sql, "из таблицы")]
    [OnPostgreSql(ConflictPolicy.Crm, "из портала, длиннее")]
    public async Task Run_ChangedOnBothSides_EndsAsThePolicySays(SqlEngine engine, ConflictPolicy policy, string expected)
    {
        await using var rig = await TwoWayRig.StartAsync(engine, policy);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        await rig.ExecuteAsync("UPDATE people SET name = 'из таблицы'");
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("из портала, длиннее")));

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.Succeeded);
        (await rig.CellAsync("name")).Should().Be(expected);
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text(expected));
        (await rig.RunAsync(RunMode.Full)).Total.Updated.Should().Be(0);
    }

    [Fact]
    public async Task Run_ChangeNobodyHeardYet_IsNotOverwritten()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, ConflictPolicy.Crm);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.RunAsync();
        await rig.ChangeUnheardAsync("contact", 1, ("name", Value.Text("Портал")));
        await rig.ExecuteAsync("UPDATE people SET name = 'Таблица', phone = '89210000002'");

        await rig.RunAsync();
        var between = await rig.ItemAsync("contact", 1);
        await rig.HearAsync("contact", 1);
        await rig.RunAsync(RunMode.Heard);

        between.Values["name"].Should().Be(Value.Text("Портал"));
        between.MultiFields.Single().Value.Should().Be("+79210000002", "the other field of the record goes on");
        (await rig.CellAsync("name")).Should().Be("Портал");
        (await rig.RunAsync(RunMode.Full)).Total.Updated.Should().Be(0);
    }

    [Fact]
    public async Task Run_BothChangedToTheSame_AgreesWithoutAWrite()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, ConflictPolicy.Crm);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.RunAsync();
        await rig.ExecuteAsync("UPDATE people SET phone = '8 (921) 000-00-02'");
        await rig.ChangeAsync("contact", 1, ("phone", Value.Text("+79210000002")));

        var run = await rig.RunAsync();

        run.Total.Updated.Should().Be(0);
        (await rig.CellAsync("phone")).Should().Be("8 (921) 000-00-02");
        (await rig.RunAsync(RunMode.Full)).Total.Updated.Should().Be(0);
    }

    [Fact]
    public async Task Run_PhoneAddedByAPerson_StaysInTheCrmAlone()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.RunAsync();
        await rig.ChangeAsync("contact", 1, ("phone", Value.List([Value.Text("+79210000001"), Value.Text("+79210000055")])));

        var run = await rig.RunAsync();

        run.Total.Updated.Should().Be(0);
        (await rig.CellAsync("phone")).Should().Be("89210000001");
        (await rig.ItemAsync("contact", 1)).MultiFields.Should().HaveCount(2);
    }

    [Fact]
    public async Task Run_StageTheDictionaryLacks_IsSaidAndOtherFieldsGoOn()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        await rig.ChangeAsync("deal", 1, ("stageId", Value.Text("LOSE")), ("opportunity", Value.Number(7)));

        var run = await rig.RunAsync();
        var next = await rig.RunAsync(RunMode.Full);

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["deals"].Rejected.Should().Be(1);
        (await JournalAsync(rig, run)).Should().Contain(entry => entry.Kind == JournalKind.Failure && entry.Text.Contains("stages"));
        (await rig.CellAsync("amount")).Should().Be("7");
        (await rig.CellAsync("stage")).Should().Be("1");
        next.Total.Updated.Should().Be(0);
        (await rig.ItemAsync("deal", 1)).Values["stageId"].ToString().Should().NotBe("NEW", "what could not be brought back is not overwritten either");
    }

    [Fact]
    public async Task Run_LinksFromBeforeTheRule_AreFoundByOrigin()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, change: definition => definition with
        {
            Flows = [.. definition.Flows.Select(flow => flow with { Deleted = null, Rules = [.. flow.Rules.Select(rule => rule with { Direction = Direction.ToCrm })] })],
        });
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        var before = await rig.Store.LinksAsync("people", "deals", ["d1"], default);
        var now = await TwoWayDefinitionAsync(rig);
        await rig.ChangeAsync("deal", 1, ("opportunity", Value.Number(8)));

        await rig.RunAsync(RunMode.Heard);

        before["d1"].MatchValues.Should().BeEmpty();
        now.Should().BeTrue();
        (await rig.CellAsync("amount")).Should().Be("8");
    }

    [Fact]
    public async Task Run_KeyMadeByATransform_FindsItsRows()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, change: definition => definition with
        {
            Flows = [definition.Flows[0] with { KeyTransforms = [new TransformSpec { Kind = "trim" }, Mapping.MapOne.Spec("""{"kind":"case","to":"upper"}""")] }],
        });
        await rig.AddAsync(1, " c1", "Анна", null, "d1");
        await rig.AddAsync(2, "C1", "Анна", null, "d2");
        await rig.RunAsync();
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Анна П.")));

        await rig.RunAsync(RunMode.Heard);

        (await rig.CellAsync("name", 1)).Should().Be("Анна П.");
        (await rig.CellAsync("name", 2)).Should().Be("Анна П.");
    }

    [Fact]
    public async Task Run_ValueItsOwnRuleCouldNotRead_IsNotWritten()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.RunAsync();
        await rig.ChangeAsync("contact", 1, ("phone", Value.Text("12")), ("name", Value.Text("Анна П.")));

        var run = await rig.RunAsync();
        var next = await rig.RunAsync(RunMode.Full);

        run.State.Should().Be(RunState.NeedsPerson);
        (await rig.CellAsync("phone")).Should().Be("89210000001");
        (await rig.CellAsync("name")).Should().Be("Анна П.");
        next.Total.Rejected.Should().Be(0, "the row itself is as good as before");
        (await rig.ItemAsync("contact", 1)).MultiFields.Single().Value.Should().Be("12");
    }

    [Theory]
    [InlineData(ConflictPolicy.Crm, "Анна из портала")]
    [InlineData(ConflictPolicy.Sql, "Анна")]
    public async Task Run_FirstMatchOfARecordThatDiffers_FollowsThePolicy(ConflictPolicy policy, string expected)
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, policy);
        var contact = await rig.Portal.EntityAsync("contact", default);
        await rig.Portal.BatchAsync(
            [rig.Portal.Add(contact, [new WireField("name", Value.Text("Анна из портала")), new WireField("phone", Value.List([Value.Text("+79210000055"), Value.Text("+79210000001")]))])],
            default);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");

        await rig.RunAsync();

        (await rig.CellAsync("name")).Should().Be(expected);
        (await rig.CellAsync("phone")).Should().Be("89210000001", "the record has that phone among others");
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text(expected));
        (await rig.ItemAsync("contact", 1)).MultiFields.Should().HaveCount(2);
        (await rig.RunAsync(RunMode.Full)).Total.Updated.Should().Be(0);
    }

    private static async Task<bool> TwoWayDefinitionAsync(TwoWayRig rig)
    {
        var catalog = rig.Rig.Service<Pragmatika.Engine.Exchanges.IExchangeCatalog>();
        var stored = (await catalog.FindAsync("people", default))!.Definition;
        var deals = stored.Flows[1];
        var rules = deals.Rules.Select(rule => rule.Field == "opportunity" ? rule with { Direction = Direction.Both } : rule).ToList();
        await catalog.SaveAsync(stored with { Flows = [stored.Flows[0], deals with { Rules = rules }] }, "test", default);
        return true;
    }

    private static Task<IReadOnlyList<JournalEntry>> JournalAsync(TwoWayRig rig, RunRecord run) =>
        rig.Rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run.Id }, null, 200, default);
}
