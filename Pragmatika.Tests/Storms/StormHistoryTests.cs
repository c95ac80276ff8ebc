using Pragmatika.Bench.Storms;
using Pragmatika.Bench.Storms.History;

namespace Pragmatika.Tests.Storms;

/// <summary>Shortest histories of storms that once found something.</summary>
public sealed class StormHistoryTests
{
    [Theory]
    [InlineData(
        """
        Crm FullScan 1000
        RowBorn 3 4 1947176802 0
        Run 0 4 921518750 -2
        SqlPhone 4 3 1474670119 0
        """)]
    [InlineData(
        """
        LongestNonEmpty FullScan 1000
        RowBorn 2 1 121544023 0
        RunFull 0 3 125680969 -2
        SqlName 1 2 873476502 0
        """)]
    public Task Run_DiedAfterItsCreatesLanded_DoesNotTakeThemForChangesOfTheCrm(string history) => PlayAsync(history);

    private static async Task PlayAsync(string history) => (await Storm.PlayAsync(StormHistory.Parse(history), default)).Failure.Should().BeNull();
}
