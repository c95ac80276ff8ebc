using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Letters;

namespace Pragmatika.Tests.Engine.Runs.Letters;

public sealed class TextValueTests
{
    [Theory]
    [InlineData("7654,50", "RUB")]
    [InlineData("7 654,50", "RUB")]
    [InlineData("7654.5 RUB", "RUB")]
    [InlineData("7 654,50 EUR", "EUR")]
    public void Typed_SumAsPeopleTypeIt_IsMoney(string text, string currency) =>
        TextValue.Typed(text, ValueKind.Money, null, "RUB").Should().Be(Value.Money(7654.5m, currency));

    [Fact]
    public void Typed_WordsForASum_StayText() => TextValue.Typed("сто рублей", ValueKind.Money, null, "RUB").Should().Be(Value.Text("сто рублей"));
}
