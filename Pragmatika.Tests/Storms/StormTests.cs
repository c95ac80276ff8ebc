using System.Collections.Concurrent;
using Pragmatika.Bench.Storms;
using Pragmatika.Bench.Storms.History;

namespace Pragmatika.Tests.Storms;

/// <summary>Two hundred seeded storms. A seed that fails tells its shortest history, which then becomes a test of <see cref="StormHistoryTests"/>.</summary>
public sealed class StormTests
{
    private const int SeedsOfOne = 25;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Storm_Seeded_EndsWithBothSidesAlike(int part)
    {
        var failed = new ConcurrentBag<string>();
        var seeds = Enumerable.Range(1 + (part * SeedsOfOne), SeedsOfOne);
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, cancellationToken) =>
        {
            var result = await Storm.PlayAsync(HistoryMaker.Of(seed), cancellationToken);
            if (result.Failure is not null)
            {
                var shortest = failed.IsEmpty ? await Shrinker.ShrinkAsync(result, cancellationToken) : result;
                failed.Add($"seed {seed}: {result.Failure}\nshortest history ({shortest.Failure}):\n{shortest.History}");
            }
        });

        failed.Should().BeEmpty();
    }
}
