using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class FlowMapperTests
{
    private static readonly Guid Sample = Guid.Parse("0e761abe-4e88-11f1-9c28-0050b666dffa");

    [Fact]
    public void Map_SeveralBadValues_ListsEveryProblem()
    {
        var flow = MapOne.Flow(
            MapOne.Rule("A", """{"kind":"number"}""") with { Field = "a" },
            MapOne.Rule("B", """{"kind":"date"}""") with { Field = "b" },
            MapOne.Rule("Id") with { Field = "c" });

        var reject = MapOne.Map(MapOne.Definition(flow), ("Id", 7L), ("A", "x"), ("B", "y")).Should().BeOfType<MapResult.Reject>().Subject;

        reject.Key.Should().Be("7");
        reject.Problems.Select(problem => problem.Field).Should().Equal("a", "b");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Map_EmptyKey_Skips(string? key) =>
        MapOne.Map(MapOne.Definition(MapOne.Flow(MapOne.Rule("Id"))), ("Id", key)).Should().BeOfType<MapResult.Skip>().Which.Reason.Should().NotBeEmpty();

    [Fact]
    public void Map_HalfOfAKeyIsEmpty_Skips()
    {
        var flow = MapOne.Flow(MapOne.Rule("Id")) with { Key = ["Kind", "Id"] };

        MapOne.Map(MapOne.Definition(flow), ("Id", 1L), ("Kind", null)).Should().BeOfType<MapResult.Skip>();
    }

    [Fact]
    public void Map_KeyThatCannotBeMade_Rejects()
    {
        var flow = MapOne.Flow(MapOne.Rule("Id")) with { Key = ["Vin"], KeyTransforms = [MapOne.Spec("""{"kind":"vin"}""")] };

        var reject = MapOne.Map(MapOne.Definition(flow), ("Id", 1L), ("Vin", "XTA")).Should().BeOfType<MapResult.Reject>().Subject;

        reject.Key.Should().BeNull();
        reject.Problems.Should().ContainSingle().Which.Field.Should().Be("key");
    }

    /// <summary>Whatever the key's columns hold, a reference computes the very key of the flow it points at.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void Reference_ToAFlow_HasThatFlowsKey(string[] columns, string[] transforms, object?[] values)
    {
        var target = MapOne.Flow(MapOne.Rule("Id")) with { Name = "target", Key = columns, KeyTransforms = [.. transforms.Select(MapOne.Spec)] };
        var referring = MapOne.Flow(new Rule { Field = "link", Source = new RuleSource { Flow = "target" } }) with { Name = "referring" };
        (string, object?)[] cells = [("Id", 1L), ("A", values[0]), ("B", values[1])];

        var mappers = new DefinitionCompiler().Compile(MapOne.Definition(target, referring), MapOne.Shape(cells));
        var own = mappers[0].Map(MapOne.Row(cells));
        var link = mappers[1].Map(MapOne.Row(cells)).Should().BeOfType<MapResult.Mapped>().Subject.Values[0];

        if (own is MapResult.Mapped mapped)
        {
            link.Should().Be(Value.Reference("target", mapped.Key));
        }
        else
        {
            link.IsNone.Should().BeTrue();
        }
    }

    public static TheoryData<string[], string[], object?[]> Keys => new()
    {
        { ["A"], [], ["key  ", null] },
        { ["A"], [], [null, null] },
        { ["A"], [], [Sample, null] },
        { ["A"], [], [Sample.ToByteArray(), null] },
        { ["A"], ["""{"kind":"guid1c"}"""], ["{0E761ABE-4E88-11F1-9C28-0050B666DFFA}", null] },
        { ["A"], ["""{"kind":"guid1c"}"""], ["00000000-0000-0000-0000-000000000000", null] },
        { ["A"], ["""{"kind":"vin"}"""], ["хта210990y2766389", null] },
        { ["A"], ["""{"kind":"vin"}"""], ["короткий", null] },
        { ["A", "B"], [], ["ORDER", Sample] },
        { ["A", "B"], [], ["ORDER", null] },
        { ["B", "A"], [], [1000.50m, new DateTime(2024, 1, 2)] },
        { ["A", "B"], ["""{"kind":"case","to":"upper"}"""], ["order", 12L] },
    };

    [Fact]
    public void Reference_ToAFlowThatDoesNotWantTheRow_IsNone()
    {
        var target = MapOne.Flow(MapOne.Rule("Id")) with { Name = "target", Condition = new RowCondition { Column = "Id", Is = "eq", Value = "2" } };
        var referring = MapOne.Flow(new Rule { Field = "link", Source = new RuleSource { Flow = "target" } }) with { Name = "referring" };

        MapOne.Map(MapOne.Definition(target, referring), ("Id", 1L)).Should().BeOfType<MapResult.Mapped>().Which.Values[0].IsNone.Should().BeTrue();
        MapOne.Map(MapOne.Definition(target, referring), ("Id", 2L)).Should().BeOfType<MapResult.Mapped>().Which.Values[0].Should().Be(Value.Reference("target", "2"));
    }

    [Fact]
    public void MatchValues_FollowTheMatchRules()
    {
        var flow = MapOne.Flow(
            MapOne.Rule("Name") with { Field = "name" },
            MapOne.Rule("Mail", """{"kind":"email"}""") with { Field = "email" },
            MapOne.Rule("Tel", """{"kind":"phone"}""") with { Field = "phone" }) with
        {
            Match = [new MatchRule { Field = "phone" }, new MatchRule { Field = "email" }],
        };
        (string, object?)[] cells = [("Id", 1L), ("Name", "Анна"), ("Mail", null), ("Tel", "8 921 123-45-67")];
        var mapper = new DefinitionCompiler().Compile(MapOne.Definition(flow), MapOne.Shape(cells))[0];

        var values = ((MapResult.Mapped)mapper.Map(MapOne.Row(cells))).Values;

        mapper.MatchValues(values).Should().Equal(Value.Text("+79211234567"), Value.None);
    }

    [Fact]
    public void Map_RuleThatOnlyFillsItsColumn_ReadsThatColumnAndRejectsNothing()
    {
        var back = MapOne.Rule("Id", """{"kind":"number"}""") with { Field = "b", Direction = Direction.ToSql, ToColumn = "Back" };
        var flow = MapOne.Flow(MapOne.Rule("Id") with { Field = "a" }, back);

        var good = (MapResult.Mapped)MapOne.Map(MapOne.Definition(flow), ("Id", 1L), ("Back", "5"));
        var bad = (MapResult.Mapped)MapOne.Map(MapOne.Definition(flow), ("Id", 1L), ("Back", "five"));

        good.Values.Should().Equal(Value.Number(1), Value.Number(5));
        bad.Values.Should().Equal(Value.Number(1), Value.None);
    }

    [Theory]
    [InlineData("{{A}} {{B}}", "LADA", "Vesta", "LADA Vesta")]
    [InlineData("{{A}} {{B}}", null, "Vesta", "Vesta")]
    [InlineData("{{A}} {{B}}", null, null, "")]
    [InlineData("{{A}} «{{B}}» & <b>", "x", "\"y\"", "x «\"y\"» & <b>")]
    [InlineData("{{[A]}}{{{B}}}", "<", ">", "<>")]
    [InlineData("{{#if B}}{{A}}: {{B}}{{else}}{{A}}{{/if}}", "VIN", null, "VIN")]
    [InlineData("{{#if B}}{{A}}: {{B}}{{else}}{{A}}{{/if}}", "VIN", "X", "VIN: X")]
    [InlineData("{{#unless B}}нет{{/unless}}", "x", null, "нет")]
    [InlineData("без колонок", null, null, "без колонок")]
    public void Template_OverColumns_GivesText(string template, string? left, string? right, string expected)
    {
        var rule = new Rule { Field = "title", Source = new RuleSource { Template = template } };

        var mapped = MapOne.Map(MapOne.Definition(MapOne.Flow(rule)), ("Id", 1L), ("A", left), ("B", right)).Should().BeOfType<MapResult.Mapped>().Subject;

        mapped.Values[0].ToString().Should().Be(expected);
    }

    [Fact]
    public void Compile_DefinitionThatDoesNotFit_ThrowsWithEveryMistake()
    {
        var flow = MapOne.Flow(MapOne.Rule("A"), MapOne.Rule("B", """{"kind":"nothing"}""") with { Field = "b" });

        var compile = () => new DefinitionCompiler().Compile(MapOne.Definition(flow), new RowShape(["Id"]));

        compile.Should().Throw<DefinitionException>().Which.Problems.Select(problem => problem.Path).Should().Equal(
            "flows[0].rules[0].source.column", "flows[0].rules[1].source.column", "flows[0].rules[1].transforms[0].kind");
    }
}
