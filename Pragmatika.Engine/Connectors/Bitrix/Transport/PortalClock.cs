namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>The portal's time zone as its answers show it; UTC until the first answer.</summary>
internal sealed class PortalClock
{
    private long _ticks;

    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    public void Saw(TimeSpan? offset)
    {
        if (offset is { } seen)
        {
            Volatile.Write(ref _ticks, seen.Ticks);
        }
    }
}
