using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Features.Exchanges;

namespace Pragmatika.Tests.Portal.Exchanges;

public sealed class NextRunTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 10, 0, TimeSpan.Zero);

    [Fact]
    public void Of_NoSchedule_IsByHand() => NextRun.Of(null, Now, Now).Should().BeNull();

    [Fact]
    public void Of_Paused_IsNever() => NextRun.Of(new ScheduleDefinition { Every = TimeSpan.FromMinutes(5), Paused = true }, Now, Now).Should().BeNull();

    [Fact]
    public void Of_Interval_CountsFromTheLastStart() =>
        NextRun.Of(new ScheduleDefinition { Every = TimeSpan.FromMinutes(30) }, Now.AddMinutes(-10), Now).Should().Be(Now.AddMinutes(20));

    [Fact]
    public void Of_IntervalPassedAlready_IsNow() =>
        NextRun.Of(new ScheduleDefinition { Every = TimeSpan.FromMinutes(5) }, Now.AddHours(-1), Now).Should().Be(Now);

    [Fact]
    public void Of_Cron_FiresInThePortalsZone() =>
        NextRun.Of(new ScheduleDefinition { Cron = "0 30 12 * * ?" }, null, Now).Should().Be(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));

    [Fact]
    public void Of_CronNobodyCanRead_IsNever() => NextRun.Of(new ScheduleDefinition { Cron = "tomorrow" }, null, Now).Should().BeNull();
}
