namespace Pragmatika.Sandbox.Limits;

/// <summary>What the meter says about one method of one hook.</summary>
/// <param name="Seconds">Sum of the live buckets.</param>
/// <param name="ResetAt">Unix second at which the oldest live bucket leaves the sum; now when there is none.</param>
public readonly record struct OperatingState(double Seconds, long ResetAt);

/// <summary>
/// Working time per (hook, method) in ten one-minute buckets. The check comes before a call, so the one that crosses the line still
/// finishes; a bucket leaves ten minutes after its first call (reference 3).
/// </summary>
public sealed class OperatingMeter(TimeProvider clock)
{
    private const long Window = 600;
    private const long Minute = 60;
    private readonly Dictionary<(string Hook, string Method), List<Bucket>> _meters = [];
    private readonly Lock _gate = new();

    public OperatingState Read(string hook, string method)
    {
        lock (_gate)
        {
            return Sum(Live(hook, method));
        }
    }

    /// <summary>Adds the cost of a call and returns the new state.</summary>
    public OperatingState Add(string hook, string method, double seconds)
    {
        lock (_gate)
        {
            var buckets = Live(hook, method);
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            if (buckets.Count == 0 || now - buckets[^1].Start >= Minute)
            {
                buckets.Add(new Bucket(now, 0));
            }

            buckets[^1] = buckets[^1] with { Seconds = buckets[^1].Seconds + seconds };
            return Sum(buckets);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _meters.Clear();
        }
    }

    private List<Bucket> Live(string hook, string method)
    {
        if (!_meters.TryGetValue((hook, method), out var buckets))
        {
            _meters[(hook, method)] = buckets = [];
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        buckets.RemoveAll(bucket => now - bucket.Start >= Window);
        return buckets;
    }

    private OperatingState Sum(List<Bucket> buckets) => buckets.Count == 0
        ? new OperatingState(0, clock.GetUtcNow().ToUnixTimeSeconds() + Window)
        : new OperatingState(buckets.Sum(bucket => bucket.Seconds), buckets[0].Start + Window);

    private readonly record struct Bucket(long Start, double Seconds);
}
