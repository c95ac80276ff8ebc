namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>
/// The portal's request bucket as we see it: +1 a request, drains at a rate, refuses at its brim. Stays a little below the brim, since requests arrive less evenly than they leave.
/// Arithmetic only, not safe for several threads.
/// </summary>
public sealed class LeakyBucket(PortalLimits limits)
{
    // A box that refused once without telling its settings gets those of the usual cloud plan.
    private const double LearnedRate = 2;
    private const int LearnedBurst = 50;

    private double _rate = limits.RatePerSecond;
    private double _brim = Brim(limits.Burst);
    private double _level;
    private DateTimeOffset _at;

    public bool IsLimited => _rate > 0;

    /// <summary>The level after draining to <paramref name="now"/>; waiting requests count.</summary>
    public double LevelAt(DateTimeOffset now)
    {
        Drain(now);
        return _level;
    }

    /// <summary>Counts one request and says how long it must wait before it leaves. First asked, first out.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        if (!IsLimited)
        {
            return TimeSpan.Zero;
        }

        Drain(now);
        _level += 1;
        return _level <= _brim ? TimeSpan.Zero : TimeSpan.FromSeconds((_level - _brim) / _rate);
    }

    /// <summary>The portal refused: it is full now. Others may share our address, so a good part of the bucket is left to drain before the next request: the answer is how long.</summary>
    public TimeSpan Refused(DateTimeOffset now)
    {
        if (!IsLimited)
        {
            if (!limits.Adaptive)
            {
                return TimeSpan.Zero;
            }

            _rate = LearnedRate;
            _brim = Brim(LearnedBurst);
        }

        Drain(now);
        var pause = Math.Min(_brim / 2, 10 * _rate);
        _level = Math.Max(_level, _brim) + pause;
        return TimeSpan.FromSeconds(pause / _rate);
    }

    private static double Brim(int burst) => Math.Max(1, burst - Math.Max(2, burst / 10));

    private void Drain(DateTimeOffset now)
    {
        var seconds = (now - _at).TotalSeconds;
        if (seconds > 0)
        {
            _level = Math.Max(0, _level - (seconds * _rate));
            _at = now;
        }
    }
}
