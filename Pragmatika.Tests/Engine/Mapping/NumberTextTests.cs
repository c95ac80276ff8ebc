using System.Globalization;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1234,56", 1234.56)]
    [InlineData("1 234,56", 1234.56)]
    [InlineData("1\u00A0234,56", 1234.56)]
    [InlineData("1\u202F234,56", 1234.56)]
    [InlineData("1'234,56", 1234.56)]
    [InlineData(" -12 ", -12)]
    [InlineData("\u221212,5", -12.5)]
    [InlineData("+7", 7)]
    [InlineData(",5", 0.5)]
    [InlineData("5,", 5)]
    [InlineData("1,234", 1.234)]
    [InlineData("000", 0)]
    public void TryParse_NumberWithComma_IsRead(string text, double number)
    {
        NumberText.TryParse(text, ",", out var parsed).Should().BeTrue();

        parsed.Should().Be((decimal)number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData(",")]
    [InlineData("1234.56")]
    [InlineData("1,234,5")]
    [InlineData("12-5")]
    [InlineData("1e5")]
    [InlineData("12 руб")]
    [InlineData("99999999999999999999999999999999")]
    public void TryParse_AnythingElse_IsRefused(string text) => NumberText.TryParse(text, ",", out _).Should().BeFalse();

    [Fact]
    public void TryParse_AnyAmountAs1CPrintsIt_ComesBack()
    {
        var random = new Random(11);
        string[] groups = ["", " ", "\u00A0", "\u202F", "'"];
        for (var count = 0; count < 2000; count++)
        {
            var amount = Math.Round((decimal)((random.NextDouble() - 0.5) * 1e12), random.Next(5));
            var format = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = groups[random.Next(groups.Length)] };
            var text = amount.ToString("#,0.####", format);

            NumberText.TryParse(text, ",", out var parsed).Should().BeTrue("it reads {0}", text);
            parsed.Should().Be(amount);
        }
    }
}
