using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli.Output;

namespace Pragmatika.Tests.Portal.Cli;

public sealed class ProgressViewTests
{
    [Fact]
    public void Pace_KnownEnd_GivesRateAndTimeLeft()
    {
        var run = CliRig.Run(RunState.Running, default) with { Rows = 1000, RowsExpected = 4000 };

        var (rate, left) = ProgressView.Pace(run, TimeSpan.FromSeconds(2));

        rate.Should().Be(500);
        left.Should().Be(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Pace_UnknownEnd_GivesNoTimeLeft()
    {
        var run = CliRig.Run(RunState.Running, default) with { Rows = 1000, RowsExpected = null };

        ProgressView.Pace(run, TimeSpan.FromSeconds(2)).Left.Should().BeNull();
    }

    [Fact]
    public void Pace_NothingReadYet_DoesNotDivideByZero()
    {
        var run = CliRig.Run(RunState.Running, default) with { Rows = 0, RowsExpected = 4000 };

        ProgressView.Pace(run, TimeSpan.Zero).Should().Be((0, null));
    }
}
