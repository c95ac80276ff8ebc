using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Runs;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Runs;

public sealed class RunPaceTests
{
    private readonly RunPace _pace = new();

    [Fact]
    public void Take_OneMoment_KnowsNoRate()
    {
        Seen(0, 100);

        _pace.RowsPerSecond.Should().BeNull();
        _pace.Left.Should().BeNull();
    }

    [Fact]
    public void Take_TwoMoments_TellsRateAndTimeLeft()
    {
        Seen(0, 0);
        Seen(2, 1000);

        _pace.RowsPerSecond.Should().Be(500);
        _pace.Left.Should().Be(TimeSpan.FromSeconds(18));
    }

    [Fact]
    public void Take_RateChanged_ForgetsWhatIsOlderThanTheWindow()
    {
        Seen(0, 0);
        Seen(1, 5000);
        Seen(20, 5190);
        Seen(30, 5290);

        _pace.RowsPerSecond.Should().BeLessThan(20);
    }

    [Fact]
    public void Take_NothingMoves_TellsNoTimeLeft()
    {
        Seen(0, 70);
        Seen(3, 70);

        _pace.Left.Should().BeNull();
    }

    private void Seen(int second, long rows) => _pace.Take(
        FakeData.Run("customers", FakeData.Noon, RunState.Running, default) with { Rows = rows, RowsExpected = 10_000 }, FakeData.Noon.AddSeconds(second));
}
