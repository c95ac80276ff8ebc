using Pragmatika.Bench.Storms;
using Pragmatika.Bench.Storms.History;

namespace Pragmatika.Tests.Storms;

/// <summary>Shortest histories of storms that once found something.</summary>
public sealed class StormHistoryTests
{
    [Theory]
    [InlineData(
        """
        Sql FullScan 1000
        RowBorn 2 2 944107872 0
        RowBorn 3 4 1437864539 0
        Run 0 4 1333400938 0
        CrmPhone 4 1 1029500779 0
        Merge 2 4 1450347947 0
        """)]
    [InlineData(
        """
        Crm Cursor 2
        RowBorn 2 2 1224939767 0
        RowBorn 3 1 377379301 0
        SqlNoPhone 1 4 431200948 0
        Run 0 2 993521515 0
        Merge 2 1 1766871865 0
        """)]
    public Task Merge_ClientThatNothingRecognises_IsFoundByItsDeals(string history) => PlayAsync(history);

    [Fact]
    public Task Row_ReturnsAfterTheRunThatMadeItsDealDied_MakesNoSecondOne() => PlayAsync(
        """
        Crm Cursor 2
        RowBorn 1 1 404613597 0
        RowBorn 2 1 505176560 0
        RowBorn 3 3 1056936220 0
        Run 1 3 1989201165 8
        RowGone 2 4 1880543343 0
        Run 0 3 149013839 0
        RowBorn 2 2 2016528426 0
        """);

    [Fact]
    public Task Merge_ClientWhoseDealIsBackUnderAnotherId_IsFoundByIt() => PlayAsync(
        """
        Newest Cursor 2
        RowBorn 1 1 1850164837 0
        RowBorn 3 2 589484669 0
        Run 0 3 188620561 0
        DealGone 1 0 2051571953 0
        DealBack 1 0 1842909885 0
        CrmPhone 1 1 1811524268 0
        Merge 2 1 1038456025 0
        """);

    [Fact]
    public Task Row_ReturnsAfterTheCrmsChangeWasHeardWithoutIt_GetsTheChange() => PlayAsync(
        """
        Crm Cursor 1000
        RowBorn 1 2 358373809 0
        Run 0 3 842937317 0
        SqlAmount 1 1 1752966594 0
        CrmName 2 2 467485514 0
        Run 0 3 914776862 -2
        RowGone 1 3 1785637883 0
        RunFull 0 2 1636075734 0
        RowBorn 4 2 1326789581 0
        """);

    [Fact]
    public Task Row_ReturnsAfterItsDealWasDeleted_IsMarked() => PlayAsync(
        """
        LongestNonEmpty FullScan 1000
        RowBorn 6 2 1617658567 0
        Run 0 3 818063474 0
        DealGone 6 2 869644431 0
        RowGone 6 4 295523592 0
        Run 0 3 27902636 0
        RowBorn 6 3 423173923 0
        """);

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
    [InlineData(
        """
        Sql FullScan 1000
        RowBorn 1 4 887789721 0
        RunFull 0 4 563735222 -2
        SqlNoPhone 4 4 331409337 0
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

    [Theory]
    [InlineData(
        """
        Sql FullScan 1000
        RowBorn 2 4 1695285699 0
        RowBorn 3 3 860178393 0
        Run 0 1 2133262920 0
        SqlName 3 4 256828724 0
        Merge 3 4 499222279 0
        Run 0 2 1987133313 0
        SqlName 3 2 949148071 0
        """)]
    [InlineData(
        """
        Sql Cursor 1000
        RowBorn 1 1 1080573199 0
        RowBorn 2 2 1111036278 0
        RowBorn 3 4 1548099134 0
        Run 0 1 289248026 0
        SqlName 1 3 503135496 0
        Merge 4 2 804753178 0
        SqlName 2 4 1175763605 0
        Merge 4 1 1452764663 0
        RunHeard 0 1 1218333606 0
        """)]
    public Task Run_ClientsMergedAndTheirRowsDiffer_ComesToRestWithOneName(string history) => PlayAsync(history);

    private static async Task PlayAsync(string history) => (await Storm.PlayAsync(StormHistory.Parse(history), default)).Failure.Should().BeNull();
}
