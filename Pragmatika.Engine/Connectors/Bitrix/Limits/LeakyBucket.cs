namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>
/// The portal's request bucket as we see it: +1 a request, drains at a rate, refuses at its brim. Stays a little below the brim, since requests arrive less evenly than they leave.
/// Arithmetic only, not safe for several threads.
/// </summary>
public sealed class LeakyBucket
{
    private const int LongestTransientPause = 16;

    // What the documented plans would have counted: a refusal tells which of them, if any, this portal has.
    private readonly Level[] _plans = [new(PortalLimits.Cloud), new(PortalLimits.Enterprise)];
    private readonly bool _adaptive;
    private Level? _known;
    private double _transientPause = 1;
    private DateTimeOffset _refusedAt = DateTimeOffset.MinValue;

    public LeakyBucket(PortalLimits limits)
    {
        _adaptive = limits.Adaptive;
        _known = limits.RatePerSecond > 0 ? new Level(limits) : null;
    }

    public bool IsLimited => _known is not null;

    /// <summary>Counts one request and says how long it must wait before it leaves. First asked, first out.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        foreach (var plan in _plans)
        {
            plan.Add(now);
        }

        return _known?.Add(now) ?? TimeSpan.Zero;
    }

    /// <summary>
    /// The portal refused; the answer is how long everybody pauses. A full bucket explains it: a good part of it drains before the next request, since others may share our address.
    /// On a portal without known limits the plan whose bucket would just be full is learned. Anything else is a passing trouble: 1, 2, 4… 16 s.
    /// </summary>
    public TimeSpan Refused(DateTimeOffset now)
    {
        if (_known is null && _adaptive)
        {
            _known = Array.Find(_plans, plan => plan.IsJustFull(now));
        }

        if (_known is { } known && known.At(now) >= 0.7 * known.Brim)
        {
            return known.Fill(now);
        }

        _transientPause = now - _refusedAt < TimeSpan.FromSeconds(30) ? Math.Min(LongestTransientPause, _transientPause * 2) : 1;
        _refusedAt = now;
        return TimeSpan.FromSeconds(_transientPause);
    }

    private sealed class Level(PortalLimits limits)
    {
        private double _level;
        private DateTimeOffset _at;

        public double Brim { get; } = Math.Max(1, limits.Burst - Math.Max(2, limits.Burst / 10));

        public double At(DateTimeOffset now)
        {
            var seconds = (now - _at).TotalSeconds;
            if (seconds > 0)
            {
                _level = Math.Max(0, _level - (seconds * limits.RatePerSecond));
                _at = now;
            }

            return _level;
        }

        public TimeSpan Add(DateTimeOffset now)
        {
            _level = At(now) + 1;
            return _level <= Brim ? TimeSpan.Zero : TimeSpan.FromSeconds((_level - Brim) / limits.RatePerSecond);
        }

        /// <summary>Far above its brim this plan would have refused long ago.</summary>
        public bool IsJustFull(DateTimeOffset now) => At(now) >= 0.8 * limits.Burst && _level <= 1.3 * limits.Burst;

        public TimeSpan Fill(DateTimeOffset now)
        {
            var pause = Math.Min(Brim / 2, 10 * limits.RatePerSecond);
            _level = Math.Max(At(now), Brim) + pause;
            return TimeSpan.FromSeconds(pause / limits.RatePerSecond);
        }
    }
}
