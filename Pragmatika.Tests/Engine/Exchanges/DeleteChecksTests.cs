using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Engine.Runs.Reverse;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class DeleteChecksTests
{
    private static readonly SqlTable People = new("people", false, [.. TwoWayRig.TableSql.Split('(', 2)[1].Split(',').Select(part => part.Trim().Split(' ')[0]).Select(name => new SqlColumn(name, "TEXT", true, name == "id", null))]);

    [Fact]
    public void Ask_OnARuleBothWays_IsAllowed() => Problems(definition => definition).Should().BeEmpty();

    [Fact]
    public void Delete_WithoutAFuse_IsRefusedBothWays() =>
        Problems(definition => With(definition, new DeletedDefinition { Policy = DeletePolicy.Delete }, new VanishedDefinition { Policy = DeletePolicy.Delete }))
            .Select(problem => problem.Path).Should().BeEquivalentTo("flows[1].deleted.policy", "flows[1].vanished.policy");

    [Fact]
    public void Delete_RowKeyIsNotTheTablesKey_IsRefused() =>
        Problems(definition => With(definition, new DeletedDefinition { Policy = DeletePolicy.Ask }, null) with { Source = definition.Source with { Key = ["deal"] } }, People)
            .Should().Contain(problem => problem.Path == "flows[1].deleted.policy");

    [Fact]
    public void Delete_FromAView_IsRefused() =>
        Problems(definition => With(definition, new DeletedDefinition { Policy = DeletePolicy.Ask }, null), People with { IsView = true }).Should().ContainSingle().Which.Path.Should().Be("flows[1].deleted.policy");

    [Fact]
    public void Vanished_UnderACursor_SaysThatOnlyAFullScanSeesIt() =>
        Problems(definition => With(definition, null, new VanishedDefinition { Policy = DeletePolicy.Ask }) with
            {
                Source = definition.Source with { Tracking = new TrackingDefinition { Kind = TrackingKind.Cursor, Column = "updated" } },
            })
            .Should().ContainSingle().Which.Should().Match<DefinitionProblem>(problem => problem.Path == "flows[1].vanished" && problem.Remedy.Contains("fullScan"));

    [Theory]
    [InlineData(null)]
    [InlineData("title")]
    public void Vanished_MarkWithoutAFieldOfItsOwn_IsRefused(string? field) =>
        Problems(definition => With(definition, null, new VanishedDefinition { Policy = DeletePolicy.Mark, Field = field })).Should().ContainSingle().Which.Path.Should().Be("flows[1].vanished.field");

    private static ExchangeDefinition With(ExchangeDefinition definition, DeletedDefinition? deleted, VanishedDefinition? vanished) =>
        definition with { Flows = [definition.Flows[0], definition.Flows[1] with { Deleted = deleted, Vanished = vanished }] };

    private static IReadOnlyList<DefinitionProblem> Problems(Func<ExchangeDefinition, ExchangeDefinition> change, SqlTable? table = null) =>
        new DefinitionValidator().Validate(change(TwoWayRig.Definition(ConflictPolicy.Ask)), table is null ? null : new ValidationContext(table, []));
}
