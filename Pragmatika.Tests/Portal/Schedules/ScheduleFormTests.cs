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
        new ScheduleDefinition { After = ["clients"], OnEvent = true, Debounce = TimeSpan.FromSeconds(30) },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Form_NothingChanged_GivesTheSameSchedule(ScheduleDefinition schedule) => ScheduleForm.Of(schedule).ToSchedule().Should().BeEquivalentTo(schedule);

    [Fact]
    public void Form_NothingChosen_IsByHand() => ScheduleForm.Of(null).ToSchedule().Should().BeNull();
}
