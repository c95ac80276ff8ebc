using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class ReverseChecksTests
{
    [Fact]
    public void Validate_TransformsThatHaveNoWayBack_NamesEach()
    {
        var rule = MapOne.Rule("Name", """{"kind":"trim"}""", """{"kind":"substring","length":3}""", """{"kind":"default","value":"x"}""") with { Direction = Direction.Both };

        Problems(rule).Select(problem => problem.Path).Should().Equal("flows[0].rules[0].transforms[1].kind", "flows[0].rules[0].transforms[2].kind");
        Problems(rule with { Direction = Direction.ToCrm }).Should().BeEmpty();
    }

    [Fact]
    public void Validate_BothWaysFromATemplate_IsRefused()
    {
        var rule = new Rule { Field = "title", Source = new RuleSource { Template = "{{A}}" }, ToColumn = "B", Direction = Direction.Both };

        Problems(rule).Should().ContainSingle().Which.Path.Should().Be("flows[0].rules[0].source");
        Problems(rule with { Direction = Direction.ToSql }).Should().BeEmpty();
    }

    [Fact]
    public void Validate_ColumnsThatMustNotBeWritten_AreRefused()
    {
        var key = MapOne.Rule("Id") with { Direction = Direction.ToSql };
        var first = MapOne.Rule("A") with { Field = "a", Direction = Direction.Both };
        var second = MapOne.Rule("a") with { Field = "b", Direction = Direction.ToSql };

        Problems(key).Single().Path.Should().Be("flows[0].rules[0].source.column");
        Problems(first, second).Single().Path.Should().Be("flows[0].rules[1].source.column");
        Problems(first with { ToColumn = "Other" }).Single().Path.Should().Be("flows[0].rules[0].toColumn");
    }

    [Fact]
    public void Validate_MarkOfDeletedRecords_NeedsAColumnAndAListeningFlow()
    {
        var heard = MapOne.Flow(MapOne.Rule("A") with { Direction = Direction.Both });
        var mark = new DeletedDefinition { Policy = DeletePolicy.Mark };

        Validate(heard with { Deleted = mark }).Single().Path.Should().Be("flows[0].deleted.column");
        Validate(heard with { Deleted = mark with { Column = "Gone" } }).Should().BeEmpty();
        Validate(MapOne.Flow(MapOne.Rule("A")) with { Deleted = mark with { Column = "Gone" } }).Single().Path.Should().Be("flows[0].deleted");
    }

    private static IReadOnlyList<DefinitionProblem> Problems(params Rule[] rules) => Validate(MapOne.Flow(rules));

    private static IReadOnlyList<DefinitionProblem> Validate(FlowDefinition flow) => new DefinitionValidator().Validate(MapOne.Definition(flow));
}
