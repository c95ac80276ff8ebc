using System.Globalization;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Tests.Portal.Parts;

public sealed class MomentsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(3));

    public MomentsTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");

    [Fact]
    public void Short_Today_IsTheTime() => Moments.Short(Now.AddHours(-3), Now).Should().Be("09:00");

    [Fact]
    public void Short_Yesterday_NamesTheDay() => Moments.Short(Now.AddDays(-1), Now).Should().StartWith("1 мар").And.EndWith(", 12:00");

    [Fact]
    public void Short_LastYear_NamesTheYear() => Moments.Short(Now.AddYears(-1), Now).Should().Contain("2025");

    [Theory]
    [InlineData(4.12, "4,1\u00a0с")]
    [InlineData(45, "45\u00a0с")]
    [InlineData(75, "1:15")]
    [InlineData(3725, "1:02:05")]
    public void Span_Seconds_ReadWell(double seconds, string expected) => Moments.Span(TimeSpan.FromSeconds(seconds)).Should().Be(expected);
}
