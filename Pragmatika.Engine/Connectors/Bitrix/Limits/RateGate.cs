namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>The request bucket of one portal host, shared by every connection to it: the portal counts by source address.</summary>
internal sealed class RateGate(PortalLimits limits, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LeakyBucket _bucket = new(limits);
    private DateTimeOffset _pausedUntil;

    /// <summary>Counts one request and waits for its turn.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var turn = _bucket.Take(now);
            wait = _pausedUntil - now > turn ? _pausedUntil - now : turn;
        }

        while (wait > TimeSpan.Zero)
        {
            await WholeDelay.ForAsync(wait, time, cancellationToken);
            wait = Pause();
        }
    }

    /// <summary>503 came: everybody pauses, those who wait for their turn too.</summary>
    public void Refused()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _pausedUntil = now + _bucket.Refused(now);
        }
    }

    private TimeSpan Pause()
    {
        lock (_gate)
        {
            return _pausedUntil - time.GetUtcNow();
        }
    }
}
