using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Features.Compare;

namespace Pragmatika.Tests.Portal.Compare;

public sealed class CompareAddressTests
{
    private static readonly Guid Report = new("0193f0a0-0000-7000-8000-0000000000c1");

    [Theory]
    [InlineData("missing", "7", "?kind=missing&after=7")]
    [InlineData("nonsense", "-1", "")]
    [InlineData("9", null, "")]
    public void Read_Printed_KeepsWhatCanBeRead(string kind, string? after, string query) =>
        CompareAddress.Read(Report, kind, after).ToString().Should().Be($"/compare/{Report}{query}");

    [Fact]
    public void Export_NamesTheKindAndNoPage() =>
        new CompareAddress(Report) { Kind = DifferenceKind.Extra, After = 100 }.Export.Should().Be($"/compare/{Report}.csv?kind=extra");
}
