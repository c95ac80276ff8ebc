using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Polling;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class PollWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(5, 180, -60, true)] // as it was left
    [InlineData(5, 240, -60 - 3600, false)] // the zone moved by an hour
    [InlineData(-3600, 180, -3600 - 60, false)] // set back by an hour
    public void Of_PortalsClock_ReadsFarEnoughBack(int movedSeconds, int offsetMinutes, int fromSeconds, bool asExpected)
    {
        var position = new HearingPositionRow { Connection = "crm", Since = Noon.AddDays(-1), PolledTo = Noon, OffsetMinutes = 180 };
        var now = new PortalNow(Noon.AddSeconds(movedSeconds).ToOffset(TimeSpan.FromMinutes(offsetMinutes)), TimeSpan.Zero);

        PollWindow.Of(position, now, Minute).Should().Be(Noon.AddSeconds(fromSeconds));
        PollWindow.IsAsExpected(position, now).Should().Be(asExpected);
    }

    [Fact]
    public void Of_ListeningJustBegan_DoesNotReachBehindThat()
    {
        var position = new HearingPositionRow { Connection = "crm", Since = Noon, PolledTo = Noon.AddSeconds(5), OffsetMinutes = 180 };

        PollWindow.Expected(position, Minute).Should().Be(Noon);
        PollWindow.Of(position, new PortalNow(Noon.AddSeconds(10).ToOffset(TimeSpan.FromHours(3)), TimeSpan.Zero), Minute).Should().Be(Noon);
    }

    [Fact]
    public void Filter_Moment_IsThePortalsOwnTime()
    {
        var (name, values) = PollWindow.Filter(Noon, 180).Single();

        name.Should().Be(">=updatedTime");
        values.Should().Equal("2026-03-01 15:00:00");
    }
}
