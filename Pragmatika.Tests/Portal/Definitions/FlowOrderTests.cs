using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Features.Definitions;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Definitions;

public sealed class FlowOrderTests
{
    private static readonly string Text = ExchangeJson.Write(FakeData.Customers());

    [Fact]
    public void Read_FlowsByName_WithTheirTitles() =>
        FlowOrder.Read(Text).Select(card => (card.Id, card.Title)).Should().Equal(("companies", "Компании"), ("contacts", "Клиенты"), ("deals", "Сделки"));

    [Fact]
    public void Apply_AnotherOrder_ChangesNothingElse()
    {
        var order = FlowOrder.Read(Text).Reverse().ToList();

        var changed = ExchangeJson.Read(FlowOrder.Apply(Text, order));

        changed.Flows.Select(flow => flow.Name).Should().Equal("deals", "contacts", "companies");
        ExchangeJson.Write(changed with { Flows = [.. changed.Flows.Reverse()] }).Should().Be(Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"flows\": [")]
    [InlineData("[]")]
    [InlineData("{ \"flows\": [ { \"name\": \"a\" }, { \"name\": \"a\" } ] }")]
    [InlineData("{ \"flows\": [ 1, { \"name\": \"a\" } ] }")]
    public void Read_TextWithAMistake_OffersNoOrder(string text) => FlowOrder.Read(text).Should().BeEmpty();

    [Fact]
    public void Apply_TextThatCannotBeRead_LeavesIt() => FlowOrder.Apply("{ nonsense", []).Should().Be("{ nonsense");
}
