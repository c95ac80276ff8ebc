using System.Collections.Concurrent;
using Pragmatika.Bench.Storms;
using Pragmatika.Bench.Storms.History;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Benches;

/// <summary>
/// Many storms, several at once. A seed that fails is told with its shortest history; where only the first one is wanted, as it is, and no further seed is begun.
/// </summary>
internal sealed class StormSeeds(BenchContext context, int first, int last, bool stopsAtFirst)
{
    private readonly ConcurrentDictionary<int, StormResult> _failed = new();
    private int _done;
    private long _steps;

    public async Task<object> RunAsync()
    {
        var start = context.Time.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Lanes ?? Environment.ProcessorCount, CancellationToken = context.Stopping };
        await Parallel.ForEachAsync(Enumerable.Range(first, last - first + 1), options, async (seed, cancellationToken) => await PlayAsync(seed, cancellationToken));
        return new
        {
            bench = "storm",
            seeds = last - first + 1,
            failed = _failed.Count,
            failedSeeds = _failed.Keys.Order().ToArray(),
            steps = _steps,
            seconds = Math.Round(context.Time.GetElapsedTime(start).TotalSeconds, 1),
        };
    }

    private async Task PlayAsync(int seed, CancellationToken cancellationToken)
    {
        if (stopsAtFirst && !_failed.IsEmpty)
        {
            return;
        }

        var result = await Storm.PlayAsync(HistoryMaker.Of(seed), cancellationToken);
        Interlocked.Add(ref _steps, result.Steps);
        if (result.Failure is not null)
        {
            _failed[seed] = result;
            if (stopsAtFirst)
            {
                context.Stages.Say($"seed {seed} failed: {result.Failure}");
                return;
            }

            var shortest = await Shrinker.ShrinkAsync(result, cancellationToken);
            context.Stages.Say($"seed {seed} failed: {result.Failure}\nshortest history ({shortest.Failure}):\n{shortest.History}");
        }

        var done = Interlocked.Increment(ref _done);
        if (done % 100 == 0)
        {
            context.Stages.Say($"{done} of {last - first + 1} seeds, {_failed.Count} failed");
        }
    }
}
