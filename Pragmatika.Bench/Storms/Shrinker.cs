using Pragmatika.Bench.Storms.History;

namespace Pragmatika.Bench.Storms;

/// <summary>
/// Makes a failing history short: takes away as many steps as it can, then makes those that are left milder, as long as the same invariant breaks (delta debugging).
/// </summary>
internal static class Shrinker
{
    private const int MostPlays = 400;

    public static async Task<StormResult> ShrinkAsync(StormResult failed, CancellationToken cancellationToken)
    {
        var plays = 0;
        var best = failed with { History = failed.History with { Steps = [.. failed.History.Steps.Take(failed.Steps)] } };
        best = await TryAsync(best.History) ?? failed;
        for (var size = Math.Max(1, best.History.Steps.Count / 2); size >= 1; size /= 2)
        {
            for (var from = 0; from < best.History.Steps.Count;)
            {
                var steps = best.History.Steps.ToList();
                steps.RemoveRange(from, Math.Min(size, steps.Count - from));
                if (await TryAsync(best.History with { Steps = steps }) is { } shorter)
                {
                    best = shorter;
                }
                else
                {
                    from += size;
                }
            }
        }

        for (var index = 0; index < best.History.Steps.Count; index++)
        {
            foreach (var milder in Milder(best.History.Steps[index]))
            {
                var steps = best.History.Steps.ToList();
                steps[index] = milder;
                best = await TryAsync(best.History with { Steps = steps }) ?? best;
            }
        }

        return best;

        async Task<StormResult?> TryAsync(StormHistory history)
        {
            if (++plays > MostPlays)
            {
                return null;
            }

            var result = await Storm.PlayAsync(history, cancellationToken);
            return result.Invariant == failed.Invariant ? result : null;
        }
    }

    private static IEnumerable<StormStep> Milder(StormStep step)
    {
        if (step.HasWeather && step.A != 0)
        {
            yield return step with { A = 0 };
        }

        if (step.Death != 0)
        {
            yield return step with { Death = 0 };
        }

        if (step is { HasWeather: true, A: not 0, Death: not 0 })
        {
            yield return step with { A = 0, Death = 0 };
        }
    }
}
