using Pragmatika.Engine.Connectors.Bitrix.Batches;

namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>
/// Running time of one method by one hook in the last ten minutes: what answers told, plus what is on the wire by prediction. The portal counts in one-minute buckets that drop ten
/// minutes after their first call; each second of ours drops ten minutes after its last call, so we never believe to have more than the portal gives.
/// Arithmetic only, not safe for several threads.
/// </summary>
public sealed class OperatingMeter(PortalLimits limits)
{
    private const double Window = 600;
    private const double LeastLimit = 100; // no portal is known to refuse below it by itself
    private const double FirstGuess = 0.2;
    private const double Weight = 0.2;
    private const double ShareUsed = 0.99;

    private readonly Queue<Second> _spent = new();
    private Second? _newest;
    private double _sum;
    private double _reserved;
    private double _limit = limits.OperatingLimitSeconds;
    private double _costPerCommand = FirstGuess;
    private bool _measured;
    private double? _lastOperating;
    private double? _lastResetAt;
    private double _lastFinish;
    private double _blockedUntil;
    private int _unexplained;

    /// <summary>Seconds that may be spent in ten minutes; 0 while the portal is not known to limit.</summary>
    public double Limit => _limit;

    /// <summary>Predicted seconds of one command, a moving average.</summary>
    public double CostPerCommand => _costPerCommand;

    /// <summary>Seconds spent in the window, without what is on the wire.</summary>
    public double SpentAt(DateTimeOffset now)
    {
        Expire(Seconds(now));
        return _sum;
    }

    /// <summary>How long <paramref name="commands"/> calls must wait so that the line is not crossed.</summary>
    public TimeSpan WaitFor(int commands, DateTimeOffset now)
    {
        var at = Seconds(now);
        Expire(at);
        if (at < _blockedUntil)
        {
            return TimeSpan.FromSeconds(_blockedUntil - at);
        }

        var excess = _sum + _reserved + (commands * _costPerCommand) - (_limit * ShareUsed);
        if (_limit <= 0 || excess <= 0 || (_sum <= 0 && _reserved <= 0))
        {
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds(Math.Max(0.05, UntilFreed(excess, at)));
    }

    /// <summary>Books the predicted cost of calls that leave now; give the same number back to <see cref="Settle"/>.</summary>
    public double Reserve(int commands)
    {
        var cost = commands * _costPerCommand;
        _reserved += cost;
        return cost;
    }

    /// <summary>
    /// The calls came back. Without <c>operating</c> (old portals) nothing is counted. <paramref name="answered"/> 0 means that nothing is known: the booked cost counts as spent.
    /// </summary>
    public void Settle(double booked, int answered, CallTimes times, DateTimeOffset now)
    {
        _reserved = Math.Max(0, _reserved - booked);
        var at = Seconds(now);
        Expire(at);
        if (answered == 0)
        {
            Spend(at, _limit > 0 ? booked : 0);
            return;
        }

        if (times.Last.Operating is not { } operating)
        {
            return;
        }

        _unexplained = 0;
        var cost = CostOf(answered, times);
        Learn(cost / answered);
        Spend(at, cost);
        Reconcile(times.Last, operating, at);
    }

    /// <summary>Gives a booking back: the calls surely did not run.</summary>
    public void Release(double booked) => _reserved = Math.Max(0, _reserved - booked);

    /// <summary>
    /// The portal refused this method. Where our own sum explains it, the method rests until the reset that the last answer named, and the line is learned. Where it does not (the portal
    /// is busy with others), it rests 2, 4, 8… s. <paramref name="resetAt"/> is the refusal's own word, when it has one.
    /// </summary>
    public void Refused(double? resetAt, DateTimeOffset now)
    {
        var at = Seconds(now);
        var explained = _lastOperating >= Math.Max(LeastLimit, _limit / 2);
        var untilReset = (resetAt ?? (explained ? _lastResetAt : null)) - at;
        var rest = untilReset is > 0 and < Window + 60 ? untilReset.Value + 1 : Math.Min(Window, Math.Pow(2, ++_unexplained));
        _blockedUntil = Math.Max(_blockedUntil, at + rest);
        if (explained && limits.Adaptive)
        {
            var seen = _lastOperating!.Value - _costPerCommand;
            _limit = _limit > 0 ? Math.Min(_limit, seen) : seen;
        }
    }

    private static double Seconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>The rise of the sum inside one batch tells the cost best; for a single call its rise since the last answer, else its duration.</summary>
    private double CostOf(int answered, CallTimes times)
    {
        if (answered > 1 && times.First.Operating is { } first && times.Last.Operating is { } last && last > first)
        {
            return (last - first) / (answered - 1) * answered;
        }

        var rise = times.Last.Operating - _lastOperating;
        return rise is > 0 && rise <= 120 && _reserved <= 0 ? rise.Value
            : times.Last.Duration is { } duration and >= 0 && answered == 1 ? Math.Min(duration, times.Last.Operating ?? duration)
            : Math.Max(0, rise ?? 0);
    }

    private void Learn(double cost)
    {
        _costPerCommand = _measured ? _costPerCommand + ((cost - _costPerCommand) * Weight) : cost;
        _measured = true;
    }

    /// <summary>The portal's own sum is the truth as of its answer: others may use the hook too, and its buckets drop earlier than our seconds.</summary>
    private void Reconcile(CallTime last, double operating, double at)
    {
        var newest = last.Finish is not { } finish || finish >= _lastFinish;
        if (operating > _sum)
        {
            Spend(at, operating - _sum);
        }
        else if (newest && last.Finish is not null)
        {
            Forget(_sum - operating);
        }

        if (newest)
        {
            _lastFinish = last.Finish ?? _lastFinish;
            _lastOperating = operating;
            _lastResetAt = last.ResetAt ?? _lastResetAt;
        }
    }

    private void Spend(double at, double cost)
    {
        if (cost <= 0)
        {
            return;
        }

        var until = Math.Floor(at) + 1 + Window;
        if (_newest is null || _newest.Until < until)
        {
            _newest = new Second(until);
            _spent.Enqueue(_newest);
        }

        _newest.Cost += cost;
        _sum += cost;
    }

    private void Expire(double at)
    {
        while (_spent.TryPeek(out var oldest) && oldest.Until <= at)
        {
            Drop();
        }
    }

    /// <summary>Takes the cost from the oldest seconds, as the portal did.</summary>
    private void Forget(double cost)
    {
        while (cost > 1e-9 && _spent.TryPeek(out var oldest))
        {
            if (oldest.Cost > cost)
            {
                oldest.Cost -= cost;
                _sum -= cost;
                return;
            }

            cost -= oldest.Cost;
            Drop();
        }
    }

    private void Drop()
    {
        var dropped = _spent.Dequeue();
        _sum = _spent.Count == 0 ? 0 : Math.Max(0, _sum - dropped.Cost);
        _newest = _spent.Count == 0 ? null : _newest;
    }

    private double UntilFreed(double excess, double at)
    {
        foreach (var second in _spent)
        {
            excess -= second.Cost;
            if (excess <= 1e-9)
            {
                return second.Until - at;
            }
        }

        // Only bookings are left to free: their answers will come soon.
        return 1;
    }

    private sealed class Second(double until)
    {
        public double Until => until;

        public double Cost { get; set; }
    }
}

/// <summary>Times of the first and the last successful call of one method in one answer.</summary>
public readonly record struct CallTimes(CallTime First, CallTime Last);
