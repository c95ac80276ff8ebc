namespace Pragmatika.Portal.Session;

/// <summary>What one visitor sees by: zone and theme. Handed from the first request to the circuit, then kept for its life.</summary>
public sealed class UserSession(TimeProvider time)
{
    public SessionState State { get; private set; } = new();

    /// <summary>Where this visitor's moments are shown; Moscow when the browser never said.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZones.Find(null);

    /// <summary>This moment, UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    public void Take(SessionState state)
    {
        State = state;
        Zone = TimeZones.Find(state.TimeZone);
    }

    /// <summary>The same moment as the visitor's clock shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}

/// <summary>Travels as a parameter of the root component, so it must stay serialisable.</summary>
public sealed record SessionState
{
    /// <summary>IANA id from the profile or the browser; null when unknown.</summary>
    public string? TimeZone { get; init; }

    /// <summary>auto, light or dark.</summary>
    public string Theme { get; init; } = ThemeNames.Auto;
}
