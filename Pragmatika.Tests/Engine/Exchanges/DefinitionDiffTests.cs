using Pragmatika.Engine.Edits;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class DefinitionDiffTests
{
    private static readonly ExchangeDefinition Before = SourceTable.Definition();

    [Fact]
    public void Of_TheSame_FindsNothing() => DefinitionDiff.Of(Before, SourceTable.Definition()).Should().BeEmpty();

    [Fact]
    public void Of_RulePutInFront_NamesOnlyThatRule()
    {
        var rule = new Rule { Field = "comments", Source = new RuleSource { Constant = "новое" } };

        var changes = DefinitionDiff.Of(Before, InDeals(flow => flow with { Rules = [rule, .. flow.Rules] }));

        changes.Should().ContainSingle().Which.Should().Match<DefinitionChange>(change =>
            change.Path == "flows[deals].rules[comments]" && change.Before == null && change.After!.Contains("\"constant\":\"новое\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_RuleGoneAndTitleChanged_ShowsBothWithWhatWas()
    {
        var changes = DefinitionDiff.Of(Before, InDeals(flow => flow with { Rules = [.. flow.Rules.Where(rule => rule.Field != "opportunity")] }) with { Title = "иначе" });

        changes.Select(change => (change.Path, change.After)).Should().Equal(("title", "иначе"), ("flows[deals].rules[opportunity]", null));
        changes[1].Before.Should().Contain("opportunity");
    }

    [Fact]
    public void Of_ListOfPlainValues_IsComparedAsAWhole() => DefinitionDiff.Of(Before, InDeals(flow => flow with { Key = ["Id"] }))
        .Should().ContainSingle().Which.Should().Match<DefinitionChange>(change => change.Path == "flows[deals].key" && change.After == "[\"Id\"]");

    private static ExchangeDefinition InDeals(Func<FlowDefinition, FlowDefinition> change) =>
        Before with { Flows = [.. Before.Flows.Select(flow => flow.Name == "deals" ? change(flow) : flow)] };
}
