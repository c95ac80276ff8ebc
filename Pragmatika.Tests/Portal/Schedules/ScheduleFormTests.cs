using System.Globalization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Features.Schedules;

namespace Pragmatika.Tests.Portal.Schedules;

public sealed class ScheduleFormTests
{
    public static TheoryData<ScheduleDefinition> Schedules => new()
    {
        new ScheduleDefinition { Every = TimeSpan.FromMinutes(90) },
        new ScheduleDefinition { Every = TimeSpan.FromDays(2), Paused = true },
        new ScheduleDefinition { Cron = "0 0 8 * * ?", Windows = [new ScheduleWindow { From = "22:00", To = "06:00", Days = [DayOfWeek.Monday, DayOfWeek.Sunday] }] },
        new ScheduleDefinition { Cron = "0 0 8 * * ?", Windows = [new ScheduleWindow { From = "18:00", To = "24:00" }] },
        new ScheduleDefinition { Cron = "0 30 7 ? * MON-FRI" },
        new ScheduleDefinition { Cron = "0 30 7 ? * MON,SAT" },
        new ScheduleDefinition { Cron = "0 0/15 8-20 ? * MON-FRI" },
        new ScheduleDefinition { After = ["clients"], OnEvent = true, Debounce = TimeSpan.FromSeconds(30) },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Form_NothingChanged_GivesTheSameSchedule(ScheduleDefinition schedule) => ScheduleForm.Of(schedule).ToSchedule().Should().BeEquivalentTo(schedule);

    [Theory]
    [InlineData("0 30 7 ? * MON-FRI", ClockKind.Daily)]
    [InlineData("0 0 8 * * ?", ClockKind.Daily)]
    [InlineData("0 0 8 ? * *", ClockKind.Daily)]
    [InlineData("0 0 8,20 * * ?", ClockKind.Cron)]
    [InlineData("15 0 8 * * ?", ClockKind.Cron)]
    [InlineData("0 0 8 ? * SAT-MON", ClockKind.Cron)]
    [InlineData("0 0 8 ? * MON#1", ClockKind.Cron)]
    public void Cron_ThatIsATimeOfDay_IsEditedAsOne(string cron, ClockKind kind) => ScheduleForm.Of(new ScheduleDefinition { Cron = cron }).Clock.Should().Be(kind);

    [Fact]
    public void Daily_SomeDays_IsCronAgain()
    {
        var form = new ScheduleForm { Clock = ClockKind.Daily, At = new TimeOnly(18, 5) };
        form.Days.UnionWith([DayOfWeek.Sunday, DayOfWeek.Monday]);

        form.ToSchedule()!.Cron.Should().Be("0 5 18 ? * MON,SUN");
    }

    [Theory]
    [InlineData("", "08:00", "20:00")]
    [InlineData("22:30", "22:00", "24:00")]
    [InlineData("08:00,20:15", "08:00", "22:00")]
    [InlineData("00:00,08:00,23:00", "08:00", "20:00")]
    public void Window_ProposedBesideAClock_LetsItsStartsThrough(string starts, string from, string to)
    {
        var window = ScheduleForm.WindowForm.Around([.. starts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(at => TimeOnly.Parse(at, CultureInfo.InvariantCulture))]).ToWindow();

        (window.From, window.To).Should().Be((from, to));
    }

    [Fact]
    public void Form_NothingChosen_IsByHand() => ScheduleForm.Of(null).ToSchedule().Should().BeNull();
}
