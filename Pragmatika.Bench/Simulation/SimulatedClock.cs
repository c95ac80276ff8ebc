namespace Pragmatika.Bench.Simulation;

/// <summary>
/// A clock that stands still until it is moved. Timers made from it fire, in the order of their due times, when <see cref="Advance"/> passes them;
/// delays and timeouts made with it therefore take no real time.
/// </summary>
internal class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<SimulatedTimer, long> _due = new();
    private long _ticks = start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer that is due, but by at least <paramref name="step"/>, and fires all that are due then. False when no timer waits.</summary>
    public bool Advance(TimeSpan step)
    {
        lock (_gate)
        {
            if (NextDue() is not { } next)
            {
                return false;
            }

            Interlocked.Exchange(ref _ticks, Math.Max(next, _ticks + step.Ticks));
        }

        FireDue();
        return true;
    }

    /// <summary>Moves by exactly <paramref name="time"/> and fires what is due then.</summary>
    public void MoveBy(TimeSpan time)
    {
        Skip(time);
        FireDue();
    }

    /// <summary>Moves without firing anything.</summary>
    protected void Skip(TimeSpan time)
    {
        lock (_gate)
        {
            Interlocked.Exchange(ref _ticks, _ticks + time.Ticks);
        }
    }

    private void FireDue()
    {
        while (TakeDue() is { } timer)
        {
            timer.Fire();
        }
    }

    private long? NextDue()
    {
        while (_due.TryPeek(out var timer, out var due))
        {
            if (timer.Due == due)
            {
                return due;
            }

            _due.Dequeue(); // changed or disposed since it was queued
        }

        return null;
    }

    private SimulatedTimer? TakeDue()
    {
        lock (_gate)
        {
            if (NextDue() is not { } due || due > _ticks)
            {
                return null;
            }

            var timer = _due.Dequeue();
            Schedule(timer, timer.Period > TimeSpan.Zero ? due + timer.Period.Ticks : null);
            return timer;
        }
    }

    private void Schedule(SimulatedTimer timer, long? due)
    {
        timer.Due = due;
        if (due is { } ticks)
        {
            _due.Enqueue(timer, ticks);
        }
    }

    private sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>Ticks when it fires; null when it does not. Guarded by the clock's gate.</summary>
        public long? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Period = period;
                clock.Schedule(this, dueTime < TimeSpan.Zero ? null : clock._ticks + dueTime.Ticks);
            }

            return true;
        }

        public void Fire() => ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Call(), this, preferLocal: false);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Call() => callback(state);
    }
}
