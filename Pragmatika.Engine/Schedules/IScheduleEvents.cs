namespace Pragmatika.Engine.Schedules;

/// <summary>Lets other rooms say that something has happened which an exchange may want to answer.</summary>
public interface IScheduleEvents
{
    /// <summary>
    /// Plans one start of the exchange after its debounce; all events until then are answered by that start. False when the exchange is unknown, paused, does not start on events, or
    /// no scheduler runs in this process. <paramref name="cause"/> is shown to people in the journal: no personal data. Cheap enough for a thousand calls a second.
    /// </summary>
    Task<bool> RaiseAsync(string exchange, string cause, CancellationToken cancellationToken);
}
