using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Features.Compare;

namespace Pragmatika.Tests.Portal.Compare;

public sealed class CompareAddressTests
{
    private static readonly Guid Report = new("0193f0a0-0000-7000-8000-0000000000c1");

    [Theory]
    [InlineData("missing", "7", "?kind=missing&flow=deals&field=title&q=a%20b&after=7")]
    [InlineData("nonsense", "-1", "?flow=deals&field=title&q=a%20b")]
    [InlineData("9", null, "?flow=deals&field=title&q=a%20b")]
    public void Read_Printed_KeepsWhatCanBeRead(string kind, string? after, string query) =>
        CompareAddress.Read(Report, kind, "deals", "title", " a b ", after).ToString().Should().Be($"/compare/{Report}{query}");

    [Fact]
    public void IsWhole_NothingNarrows() => CompareAddress.Read(Report, null, " ", "", null, null).IsWhole.Should().BeTrue();

    [Fact]
    public void IsWhole_AField_Narrows() =>
        new CompareAddress(Report) { Filter = new FindingFilter { Kind = DifferenceKind.Different, Field = "title" } }.IsWhole.Should().BeFalse();
}
