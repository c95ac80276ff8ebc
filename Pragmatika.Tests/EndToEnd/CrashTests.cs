using Pragmatika.Bench.Benches;
using Pragmatika.Bench.Support;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>A short form of <c>Pragmatika.Bench crash</c>: the process dies in the middle of a storm, and in the end nothing is missing and nothing is there twice.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Load_KilledThreeTimesInAStorm_EndsAsIfNothingHadHappened()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        var progress = new StringWriter();
        var context = new BenchContext(new Stages("crash", TextWriter.Synchronized(progress), TimeProvider.System), Rows: 1500, Seed: 7, Repeat: 1, Lanes: null, TimeProvider.System, limit.Token);

        var figures = await new Crash(context, kills: 3).RunAsync();

        figures.Kills.Should().Be(3);
        figures.IsClean.Should().BeTrue("{0}\n{1}", figures, progress);
    }
}
