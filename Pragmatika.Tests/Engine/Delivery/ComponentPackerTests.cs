using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Delivery;

public sealed class ComponentPackerTests
{
    [Fact]
    public void Pack_ChangesWithoutReferences_StandAlone()
    {
        var packed = ComponentPacker.Pack([Create(0, "a"), Create(0, "b")]);

        packed.Select(component => component.Count).Should().Equal(1, 1);
    }

    [Fact]
    public void Pack_DealBeforeItsContact_ComesAfterIt()
    {
        var contact = Create(0, "contact");
        var deal = Create(1, "deal");
        deal.Awaits = new() { [0] = contact };

        var component = ComponentPacker.Pack([deal, contact]).Should().ContainSingle().Subject;

        component.Should().Equal(contact, deal);
    }

    [Fact]
    public void Pack_TwoDealsOfOneContact_AreOneComponent()
    {
        var contact = Create(0, "contact");
        var first = Create(1, "1");
        var second = Create(1, "2");
        var other = Create(1, "3");
        first.Awaits = new() { [0] = contact };
        second.Awaits = new() { [0] = contact };

        var packed = ComponentPacker.Pack([first, other, second, contact]);

        packed.Select(component => component.Count).Should().BeEquivalentTo([3, 1]);
        packed.Single(component => component.Count == 3)[0].Should().BeSameAs(contact);
    }

    [Fact]
    public void Pack_KeyThatJoinedAnother_FollowsItsPrincipal()
    {
        var principal = Create(0, "a");
        var joined = new Change(Record(0, "b"), isCreate: false, [0], [Value.None]) { Principal = principal };

        ComponentPacker.Pack([joined, principal]).Single().Should().Equal(principal, joined);
    }

    private static Change Create(int flow, string key) => new(Record(flow, key), isCreate: true, [0], [Value.None]);

    private static RecordWork Record(int flow, string key) => new(flow, key, [Value.Text(key)], key, null);
}
