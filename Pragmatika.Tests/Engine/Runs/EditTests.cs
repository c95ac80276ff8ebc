using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Edits;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs;

/// <summary>Edits of a definition that has run already.</summary>
public sealed class EditTests
{
    [Fact]
    public async Task Edit_WhileARunIsUnderWay_TakesEffectAtTheNextOne()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        var run = await pair.Rig.Runs.StartAsync(new RunRequest { Exchange = "orders" }, default);
        await pair.Rig.SaveAsync(With(SourceTable.Definition(), "deals", new Rule { Field = "comments", Source = new RuleSource { Constant = "новое" } }));
        await pair.Rig.Runs.CompletionAsync(run.Id, default);
        var first = await pair.ValueAsync("deals", "o1", "comments");

        await pair.RunAsync();

        first.Should().BeEmpty();
        (await pair.ValueAsync("deals", "o1", "comments")).Should().Be("новое");
    }

    [Fact]
    public async Task Edit_RuleRemovedAndAddedAgain_RewritesNothingThatIsEqual()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await pair.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "2");
        await pair.RunAsync();
        await pair.Rig.SaveAsync(Without(SourceTable.Definition(), "deals", "opportunity"));
        await pair.Table.ExecuteAsync("UPDATE Orders SET ClientName = ClientName || '!', OrderNo = OrderNo, Stage = 'NEW'");
        await pair.RunAsync();
        await pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '20' WHERE Id = 2");
        var writes = Writes(pair);

        await pair.Rig.SaveAsync(SourceTable.Definition());
        var run = await pair.RunAsync();

        (run.Total.Updated, Writes(pair) - writes).Should().Be((1, 1), "only the amount that changed meanwhile is written");
        (await pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("20");
    }

    [Theory]
    [InlineData(RuleSeed.Sql, "из таблицы", "из таблицы")]
    [InlineData(RuleSeed.Crm, "из портала", "из портала")]
    public async Task Edit_NewRuleBothWays_BeginsWithTheSideItNames(RuleSeed seed, string inSql, string inCrm)
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, change: definition => Without(definition, "deals", "comments"));
        await rig.AddAsync(1, "c1", "Анна", "+79210000001", "d1");
        await rig.RunAsync();
        var deal = (await rig.Store.LinksAsync("people", "deals", ["d1"], default))["d1"].CrmId;
        await rig.ChangeUnheardAsync("deal", deal, ("comments", Value.Text("из портала")));
        await rig.ExecuteAsync("UPDATE people SET comment = 'из таблицы'");
        var stored = (await rig.Rig.Service<IExchangeCatalog>().FindAsync("people", default))!.Definition;
        var rule = new Rule { Field = "comments", Source = new RuleSource { Column = "comment" }, Direction = Direction.Both };

        var problems = await rig.Rig.Service<IEditReview>().CheckAsync(With(stored, "deals", rule), default);
        (await rig.Rig.Service<IEditReview>().CheckAsync(With(stored, "deals", rule with { Seed = seed }), default)).Should().BeEmpty();
        await rig.Rig.SaveAsync(With(stored, "deals", rule with { Seed = seed }));
        await rig.RunAsync();
        await rig.RunAsync();

        problems.Should().ContainSingle().Which.Path.Should().EndWith(".seed");
        (await rig.CellAsync("comment")).Should().Be(inSql);
        (await rig.ItemAsync("deal", deal)).Values["comments"].AsText.Should().Be(inCrm);
    }

    [Fact]
    public async Task Edit_Condition_CountsWhatStartsAndStops()
    {
        await using var pair = await RunPair.StartAsync(definition => Where(definition, "Amount", "1"));
        for (var id = 1; id <= 5; id++)
        {
            await pair.Table.AddAsync(id, $"c{id}", "Имя", $"8921000000{id}", $"o{id}", id < 3 ? "1" : "2");
        }

        var review = pair.Rig.Service<IEditReview>();
        var edits = await review.CountAsync(Where(SourceTable.Definition(), "Amount", "2"), default);

        edits.Should().Equal(new FlowEdit("deals", 2, 3, 3, 2));
        (await review.CountAsync(Where(SourceTable.Definition(), "Amount", "1") with { Title = "иначе" }, default)).Should().BeEmpty();
    }

    private static long Writes(RunPair pair) => pair.Rig.Sandbox.Stats.Commands.GetValueOrDefault("crm.item.update");

    private static ExchangeDefinition Where(ExchangeDefinition definition, string column, string value) =>
        Change(definition, "deals", flow => flow with { Condition = new RowCondition { Column = column, Is = "eq", Value = value } });

    private static ExchangeDefinition With(ExchangeDefinition definition, string flow, Rule rule) => Change(definition, flow, one => one with { Rules = [.. one.Rules, rule] });

    private static ExchangeDefinition Without(ExchangeDefinition definition, string flow, string field) =>
        Change(definition, flow, one => one with { Rules = [.. one.Rules.Where(rule => rule.Field != field)] });

    private static ExchangeDefinition Change(ExchangeDefinition definition, string flow, Func<FlowDefinition, FlowDefinition> change) =>
        definition with { Flows = [.. definition.Flows.Select(one => one.Name == flow ? change(one) : one)] };
}
