namespace Pragmatika.Sandbox.Limits;

/// <summary>
/// One bucket per source address: each request adds one, the level drains all the time, at the limit the next request is refused.
/// A refused request adds nothing.
/// </summary>
public sealed class LeakyBuckets(TimeProvider clock)
{
    private readonly Dictionary<string, (double Level, long At)> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The highest level any bucket has reached since the last reset.</summary>
    public double HighestLevel { get; private set; }

    public bool TryTake(string source, LimitProfile profile)
    {
        if (profile.BurstLimit is not { } limit)
        {
            return true;
        }

        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var (level, at) = _buckets.GetValueOrDefault(source, (0, now));
            level = Math.Max(0, level - (clock.GetElapsedTime(at, now).TotalSeconds * profile.DrainPerSecond));
            var isTaken = level < limit;
            level += isTaken ? 1 : 0;
            _buckets[source] = (level, now);
            HighestLevel = Math.Max(HighestLevel, level);
            return isTaken;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _buckets.Clear();
            HighestLevel = 0;
        }
    }
}
