using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;

namespace Pragmatika.Tests.Engine.Schedules;

public sealed class AllowedWindowsTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    [Theory]
    [InlineData("2026-03-02T21:59:59+03:00", false)]
    [InlineData("2026-03-02T22:00:00+03:00", true)]
    [InlineData("2026-03-03T00:30:00+03:00", true)]
    [InlineData("2026-03-03T05:59:59+03:00", true)]
    [InlineData("2026-03-03T06:00:00+03:00", false)]
    public void IsOpen_OverMidnight_HoldsFromEveningToMorning(string at, bool open) => Night().IsOpen(At(at)).Should().Be(open);

    [Theory]
    [InlineData("2026-03-06T23:00:00+03:00", true)] // Friday evening
    [InlineData("2026-03-07T05:00:00+03:00", true)] // its Saturday morning
    [InlineData("2026-03-07T23:00:00+03:00", false)] // Saturday evening
    [InlineData("2026-03-02T03:00:00+03:00", false)] // Monday morning belongs to Sunday
    public void IsOpen_DaysOverMidnight_CountFromTheDayTheWindowOpens(string at, bool open) =>
        Night(DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday).IsOpen(At(at)).Should().Be(open);

    [Theory]
    [InlineData("2026-03-02T12:00:00+03:00", "2026-03-02T22:00:00+03:00")]
    [InlineData("2026-03-02T23:00:00+03:00", "2026-03-02T23:00:00+03:00")]
    public void NextOpen_EveryDay_IsNowOrThisEvening(string at, string next) => Night().NextOpen(At(at)).Should().Be(At(next));

    [Fact]
    public void NextOpen_OneDayAWeek_IsNextWeek() => Night(DayOfWeek.Sunday).NextOpen(At("2026-03-02T12:00:00+03:00")).Should().Be(At("2026-03-08T22:00:00+03:00"));

    [Fact]
    public void NextOpen_UntilTheEndOfTheDay_IsNotOpenAtMidnight()
    {
        var windows = Of("20:00", "24:00", Moscow);

        windows.IsOpen(At("2026-03-02T23:59:59+03:00")).Should().BeTrue();
        windows.IsOpen(At("2026-03-03T00:00:00+03:00")).Should().BeFalse();
    }

    [Fact]
    public void NextOpen_ClocksSkipTheOpening_IsTheFirstMomentAfterTheGap()
    {
        // Berlin goes from 02:00 to 03:00 on 29 March 2026.
        var windows = Of("02:30", "04:00", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        windows.NextOpen(At("2026-03-29T00:00:00Z")).Should().Be(At("2026-03-29T01:00:00Z"));
    }

    [Fact]
    public void IsOpen_NoWindows_Always()
    {
        var windows = AllowedWindows.Of([], Moscow);

        windows.IsOpen(At("2026-03-02T03:00:00+03:00")).Should().BeTrue();
        windows.NextOpen(At("2026-03-02T03:00:00+03:00")).Should().Be(At("2026-03-02T03:00:00+03:00"));
    }

    private static AllowedWindows Night(params DayOfWeek[] days) => AllowedWindows.Of([new ScheduleWindow { From = "22:00", To = "06:00", Days = days }], Moscow);

    private static AllowedWindows Of(string from, string to, TimeZoneInfo zone) => AllowedWindows.Of([new ScheduleWindow { From = from, To = to }], zone);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
