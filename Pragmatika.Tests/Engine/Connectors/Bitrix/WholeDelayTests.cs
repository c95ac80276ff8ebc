using Pragmatika.Bench.Simulation;
using Pragmatika.Engine.Connectors.Bitrix.Limits;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class WholeDelayTests
{
    [Fact]
    public async Task For_PartOfAMillisecond_WaitsForAWholeOne()
    {
        var time = new SimulatedClock(DateTimeOffset.UnixEpoch);

        var waiting = WholeDelay.ForAsync(TimeSpan.FromTicks(3), time, CancellationToken.None);

        waiting.IsCompleted.Should().BeFalse();
        time.MoveBy(TimeSpan.FromMilliseconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
