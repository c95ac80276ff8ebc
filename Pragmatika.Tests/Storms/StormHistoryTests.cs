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

    [Theory]
    [InlineData(
        """
        Sql FullScan 1000
        RowBorn 3 3 1259256061 0
        Run 0 3 1751083687 0
        DealGone 3 0 763837669 0
        DealBack 3 0 1205900837 0
        """)]
    [InlineData(
        """
        Sql Cursor 1000
        RowBorn 2 1 1862214105 0
        ContactBorn 3 3 23581230 0
        RunFull 0 2 1982996064 0
        Merge 3 1 1639061249 0
        """)]
    public Task Run_GoneRecordAndTheOneInItsPlaceHeardTogether_FollowsTheLinkOnce(string history) => PlayAsync(history);

    private static async Task PlayAsync(string history) => (await Storm.PlayAsync(StormHistory.Parse(history), default)).Failure.Should().BeNull();
}
