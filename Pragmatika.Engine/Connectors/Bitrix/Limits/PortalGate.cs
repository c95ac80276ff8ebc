namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>Calls of one method inside one request.</summary>
internal readonly record struct MethodCount(string Method, int Count);

/// <summary>Holds requests back until the portal may be asked: running time per method first, then a place on the wire, then the turn in the bucket.</summary>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle nobody asks for has nothing to dispose.
internal sealed class PortalGate(PortalLimits limits, RateGate rate, TimeProvider time)
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OperatingMeter> _meters = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _wire = new(limits.Concurrency);
    private int _inFlight;
    private int _waiting;

    /// <summary>Requests on the wire now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Requests held back now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public async Task<Ticket> EnterAsync(IReadOnlyList<MethodCount> calls, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        var ticket = new Ticket(this, calls);
        var onWire = false;
        try
        {
            for (var wait = ticket.TryBook(); wait > TimeSpan.Zero; wait = ticket.TryBook())
            {
                await WholeDelay.ForAsync(wait, time, cancellationToken);
            }

            await _wire.WaitAsync(cancellationToken);
            onWire = true;
            await rate.EnterAsync(cancellationToken);
            Interlocked.Increment(ref _inFlight);
            return ticket;
        }
        catch
        {
            ticket.Release();
            if (onWire)
            {
                _wire.Release();
            }

            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>503: the bucket is full.</summary>
    public void RateRefused() => rate.Refused();

    /// <summary>429: this method has run too long.</summary>
    public void OperatingRefused(string method, double? resetAt)
    {
        lock (_gate)
        {
            MeterOf(method).Refused(resetAt, time.GetUtcNow());
        }
    }

    private OperatingMeter MeterOf(string method)
    {
        if (!_meters.TryGetValue(method, out var meter))
        {
            _meters[method] = meter = new OperatingMeter(limits);
        }

        return meter;
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _inFlight);
        _wire.Release();
    }

    /// <summary>A request that may go, with the running time booked for it.</summary>
    internal sealed class Ticket(PortalGate gate, IReadOnlyList<MethodCount> calls)
    {
        private readonly double[] _booked = new double[calls.Count];
        private bool _isBooked;

        /// <summary>Books all methods or none: how long to wait before trying again.</summary>
        public TimeSpan TryBook()
        {
            lock (gate._gate)
            {
                var now = gate.Now;
                var longest = TimeSpan.Zero;
                foreach (var (method, count) in calls)
                {
                    var wait = gate.MeterOf(method).WaitFor(count, now);
                    longest = wait > longest ? wait : longest;
                }

                if (longest > TimeSpan.Zero)
                {
                    return longest;
                }

                for (var index = 0; index < _booked.Length; index++)
                {
                    _booked[index] = gate.MeterOf(calls[index].Method).Reserve(calls[index].Count);
                }

                _isBooked = true;
                return TimeSpan.Zero;
            }
        }

        /// <summary>The request left the wire, whatever came of it.</summary>
        public void Arrived() => gate.Leave();

        /// <summary>Settles one method with what its answers told.</summary>
        public void Settle(int index, int answered, CallTimes times)
        {
            lock (gate._gate)
            {
                gate.MeterOf(calls[index].Method).Settle(_booked[index], answered, times, gate.Now);
                _booked[index] = 0;
            }
        }

        /// <summary>None of this method's calls ran.</summary>
        public void Release(int index)
        {
            lock (gate._gate)
            {
                gate.MeterOf(calls[index].Method).Release(_booked[index]);
                _booked[index] = 0;
            }
        }

        /// <summary>Nothing is known about the whole request: what was booked counts as spent.</summary>
        public void SettleUnknown()
        {
            for (var index = 0; index < _booked.Length; index++)
            {
                Settle(index, 0, default);
            }
        }

        /// <summary>Nothing of the request ran.</summary>
        public void Release()
        {
            lock (gate._gate)
            {
                for (var index = 0; _isBooked && index < _booked.Length; index++)
                {
                    gate.MeterOf(calls[index].Method).Release(_booked[index]);
                    _booked[index] = 0;
                }
            }
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
