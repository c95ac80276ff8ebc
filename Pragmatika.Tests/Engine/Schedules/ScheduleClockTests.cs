using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;

namespace Pragmatika.Tests.Engine.Schedules;

public sealed class ScheduleClockTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(3));
    private static readonly ScheduleWindow Night = new() { From = "22:00", To = "06:00" };

    [Fact]
    public void Next_NoSchedulePausedOrEventOnly_IsNever()
    {
        Next(null).Should().BeNull();
        Next(new ScheduleDefinition { Every = TimeSpan.FromMinutes(5), Paused = true }).Should().BeNull();
        Next(new ScheduleDefinition { OnEvent = true }).Should().BeNull();
    }

    [Fact]
    public void Next_Interval_CountsFromTheLastStart() =>
        Next(new ScheduleDefinition { Every = TimeSpan.FromMinutes(30) }, Noon.AddMinutes(-10)).Should().Be(Noon.AddMinutes(20));

    [Fact]
    public void Next_IntervalOverdueOrNeverRun_IsNow()
    {
        Next(new ScheduleDefinition { Every = TimeSpan.FromMinutes(30) }, Noon.AddHours(-2)).Should().Be(Noon);
        Next(new ScheduleDefinition { Every = TimeSpan.FromMinutes(30) }).Should().Be(Noon);
    }

    [Fact]
    public void Next_Cron_IsReadInTheZone() =>
        Next(new ScheduleDefinition { Cron = "0 30 12 * * ?" }).Should().Be(Noon.AddMinutes(30));

    [Fact]
    public void Fires_CronInANightWindow_JumpsOverTheDay()
    {
        var fires = ScheduleClock.Fires(new ScheduleDefinition { Cron = "0 0 0/3 * * ?", Windows = [Night] }, null, Noon, Moscow, 4);

        fires.Select(fire => fire.ToOffset(Noon.Offset).ToString("dd HH:mm", null)).Should().Equal("03 00:00", "03 03:00", "04 00:00", "04 03:00");
    }

    [Fact]
    public void Fires_IntervalInANightWindow_KeepsItsBeat()
    {
        var fires = ScheduleClock.Fires(new ScheduleDefinition { Every = TimeSpan.FromHours(5), Windows = [Night] }, Noon.AddHours(-1), Noon, Moscow, 3);

        fires.Select(fire => fire.ToOffset(Noon.Offset).ToString("dd HH:mm", null)).Should().Equal("03 02:00", "03 22:00", "04 03:00");
    }

    [Fact]
    public void Fires_SummerTimeBegins_CronStaysAtItsLocalHour()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        var fires = ScheduleClock.Fires(new ScheduleDefinition { Cron = "0 0 8 * * ?" }, null, new DateTimeOffset(2026, 3, 28, 0, 0, 0, TimeSpan.Zero), berlin, 2);

        fires.Select(fire => fire.UtcDateTime.Hour).Should().Equal(7, 6);
    }

    [Fact]
    public void Next_CronOfAYearGoneBy_IsNever() => Next(new ScheduleDefinition { Cron = "0 0 8 1 1 ? 2020" }).Should().BeNull();

    [Fact]
    public void Next_WindowThatTheCronNeverMeets_IsNever() => Next(new ScheduleDefinition { Cron = "0 0 12 * * ?", Windows = [Night] }).Should().BeNull();

    [Fact]
    public void CountMissed_ThreeHoursDown_CountsEveryStart() =>
        ScheduleClock.CountMissed(new ScheduleDefinition { Cron = "0 0 * * * ?" }, Noon.AddHours(-3), Noon.AddMinutes(10), Moscow).Should().Be(4);

    [Fact]
    public void CountMissed_NightWindow_CountsNoStartOutside() =>
        ScheduleClock.CountMissed(new ScheduleDefinition { Every = TimeSpan.FromHours(1), Windows = [Night] }, Noon.AddHours(-8), Noon, Moscow).Should().Be(2);

    private static DateTimeOffset? Next(ScheduleDefinition? schedule, DateTimeOffset? last = null) => ScheduleClock.Next(schedule, last, Noon, Moscow);
}
