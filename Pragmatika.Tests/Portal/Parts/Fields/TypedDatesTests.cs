using Pragmatika.Portal.Parts.Fields;

namespace Pragmatika.Tests.Portal.Parts.Fields;

public sealed class TypedDatesTests
{
    [Theory]
    [InlineData("31.12.2025", "2025-12-31")]
    [InlineData("1.2.26", "2026-02-01")]
    [InlineData("31/12/2025", "2025-12-31")]
    [InlineData("31-12-2025", "2025-12-31")]
    [InlineData("31122025", "2025-12-31")]
    [InlineData("2025-12-31", "2025-12-31")]
    [InlineData(" 01.02.2026 г. ", "2026-02-01")]
    [InlineData("5.6.70", "1970-06-05")]
    [InlineData("29.02.2024", "2024-02-29")]
    public void Read_AsPeopleType_IsThatDay(string typed, string day) =>
        TypedDates.Read(typed).Should().Be(DateTime.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("31.02.2025")]
    [InlineData("12/31/2025")]
    [InlineData("завтра")]
    [InlineData("29.02.2025")]
    [InlineData("1")]
    public void Read_NoDate_IsNothing(string typed) => TypedDates.Read(typed).Should().BeNull();
}
