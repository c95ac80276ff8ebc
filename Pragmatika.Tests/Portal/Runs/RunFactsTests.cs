using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Runs;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Runs;

public sealed class RunFactsTests
{
    private static readonly RunRecord Stopped = FakeData.Run("customers", FakeData.Noon, RunState.Cancelled, default) with { Rows = 400, RowsExpected = 1000 };

    [Fact]
    public void Stopped_NothingWritten_SaysSo() => Stopped.StoppedKey.Should().Be("Stopped.Nothing");

    [Fact]
    public void Stopped_SomeWritten_SaysWhatIsLeft() => (Stopped with { Flows = Created(5) }).StoppedKey.Should().Be("Stopped.Part");

    [Fact]
    public void Stopped_AllRowsRead_HasNothingLeft() => (Stopped with { Flows = Created(5), Rows = 1000 }).StoppedKey.Should().Be("Stopped.Some");

    [Fact]
    public void Stopped_Dry_NeverWrote() => (Stopped with { Flows = Created(5), IsDryRun = true }).StoppedKey.Should().Be("Stopped.Dry");

    [Fact]
    public void Stopped_RunThatEnded_SaysNothing() => (Stopped with { State = RunState.Succeeded }).StoppedKey.Should().BeNull();

    [Fact]
    public void Flows_RunKnowsAFlowThatIsGone_ListsItLast()
    {
        var run = Stopped with { Flows = new Dictionary<string, RunCounters> { ["dropped"] = default, ["contacts"] = new(1, 0, 0, 0, 0, 0, 0) } };

        RunFacts.FlowsOf(run, FakeData.Customers().Flows).Select(flow => flow.Name).Should().Equal("companies", "contacts", "deals", "dropped");
    }

    [Fact]
    public void Days_BelongToTheVisitorsClock_AndLeaveDryRunsOut()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
        var late = new DateTimeOffset(2026, 3, 1, 22, 30, 0, TimeSpan.Zero);
        RunRecord[] runs =
        [
            Stopped with { StartedAt = late, Flows = Created(3), State = RunState.Succeeded },
            Stopped with { StartedAt = late.AddHours(3), Flows = Created(4), State = RunState.Failed },
            Stopped with { StartedAt = late.AddHours(-4), Flows = Created(9), State = RunState.Succeeded },
            Stopped with { StartedAt = late, Flows = Created(100), IsDryRun = true },
        ];

        var days = RunDays.Of(runs, zone);

        days.Select(day => (day.Day.Day, day.Runs, day.Failed, day.Total.Created)).Should().Equal((2, 2, 1, 7L), (1, 1, 0, 9L));
    }

    private static Dictionary<string, RunCounters> Created(long count) => new() { ["contacts"] = new RunCounters(count, 0, 0, 0, 0, 0, 0) };
}
