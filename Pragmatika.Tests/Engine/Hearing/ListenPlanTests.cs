using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class ListenPlanTests
{
    [Fact]
    public void Of_OnlyFlowsTowardsSql_ByConnectionAndKindOfRecord()
    {
        var plans = ListenPlan.Of(
        [
            Stored(HearingRig.Definition("both", "contact", "a")), Stored(HearingRig.Definition("toSql", "deal", "b")), Stored(HearingRig.Definition("toCrm", "lead", "c")),
            Stored(HearingRig.Definition("toSql", "Contact", "d")),
        ]);

        var plan = plans.Should().ContainSingle().Which;
        plan.Name.Should().Be("portal");
        plan.Entities.Select(entity => entity.Entity).Should().Equal("contact", "deal");
        plan.Entities[0].Flows.Should().Equal(("a", "people"), ("d", "people"));
    }

    [Fact]
    public void Signature_SameWishes_IsTheSame()
    {
        var one = ListenPlan.Of([Stored(HearingRig.Definition("both", "contact", "a")), Stored(HearingRig.Definition("both", "contact", "b"))]);
        var other = ListenPlan.Of([Stored(HearingRig.Definition("toSql", "contact", "b")), Stored(HearingRig.Definition("both", "contact", "a"))]);

        other[0].Signature.Should().Be(one[0].Signature);
    }

    private static StoredExchange Stored(ExchangeDefinition definition) => new(definition.Name, definition.Name, 1, definition, DateTimeOffset.UnixEpoch, "test");
}
