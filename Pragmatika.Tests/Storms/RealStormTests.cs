using Pragmatika.Bench.Storms.Real;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Storms;

/// <summary>Short storms of real processes: the product and the sandbox are killed, the wire is cut, the clock jumps. Longer ones: <c>Pragmatika.Bench storm-real</c>.</summary>
public sealed class RealStormTests
{
    [Theory]
    [OnPostgreSql(1)]
    [OnPostgreSql(2)]
    [OnPostgreSql(3)]
    public async Task Storm_OfRealProcesses_EndsWithBothSidesAlike(SqlEngine engine, int seed)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(160));
        var stages = new Stages("storm-real", TextWriter.Null, TimeProvider.System);

        var result = await new RealStorm(TestEngines.Server(engine), seed, TimeSpan.FromSeconds(12), stages).PlayAsync(limit.Token);

        result.Failure.Should().BeNull();
        result.Changes.Should().BePositive();
    }
}
