using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Schedules;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Schedules;

public sealed class FireDecisionTests
{
    private static readonly ScheduleDefinition Hourly = new() { Every = TimeSpan.FromHours(1) };
    private static readonly ScheduleDefinition AtNight = Hourly with { OnEvent = true, Windows = [new ScheduleWindow { From = "22:00", To = "06:00" }] };
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void For_Scheduled_Starts() => Decide(Hourly).Should().BeOfType<FireDecision.Start>();

    [Fact]
    public void For_PausedAfterTheFiringWasPlanned_IsDropped()
    {
        Decide(Hourly with { Paused = true }).Should().BeOfType<FireDecision.Drop>();
        Decide(Hourly, isAllPaused: true).Should().BeOfType<FireDecision.Drop>();
        Decide(null).Should().BeOfType<FireDecision.Drop>();
    }

    [Fact]
    public void For_ScheduleNoLongerWantsThisKind_IsDropped()
    {
        Decide(Hourly, FireKind.Event).Should().BeOfType<FireDecision.Drop>();
        Decide(Hourly, FireKind.After).Should().BeOfType<FireDecision.Drop>();
        Decide(new ScheduleDefinition { OnEvent = true }).Should().BeOfType<FireDecision.Drop>();
    }

    [Fact]
    public void For_WindowClosed_WaitsForItsOpening()
    {
        Decide(AtNight, FireKind.Event).Should().Be(new FireDecision.Defer(_time.GetUtcNow().AddHours(10)));

        _time.Advance(TimeSpan.FromHours(10));

        Decide(AtNight, FireKind.Deferred).Should().BeOfType<FireDecision.Start>();
    }

    [Fact]
    public void For_RecoveryOutsideTheWindow_EndsWhatWasBegun() => Decide(AtNight, isRecovery: true).Should().BeOfType<FireDecision.Start>();

    private FireDecision Decide(ScheduleDefinition? schedule, FireKind kind = FireKind.Clock, bool isAllPaused = false, bool isRecovery = false) =>
        FireDecision.For(new Fire("orders", kind, string.Empty, isRecovery), schedule, isAllPaused, _time.GetUtcNow(), TimeZoneInfo.Utc);
}
