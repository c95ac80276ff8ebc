namespace Pragmatika.Portal.Session;

public static class TimeZones
{
    public const string Cookie = "pragmatika.tz";
    public const string Default = "Europe/Moscow";

    /// <summary>The zone, or the default one for an id nobody knows; UTC where the machine has no zone data.</summary>
    public static TimeZoneInfo Find(string? id)
    {
        if (id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(Default, out var home) ? home : TimeZoneInfo.Utc;
    }
}
