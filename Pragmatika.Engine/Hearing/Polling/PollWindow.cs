using System.Globalization;

namespace Pragmatika.Engine.Hearing.Polling;

/// <summary>From which modified time a poll reads. Pure.</summary>
internal static class PollWindow
{
    /// <summary>Behind the last poll by the overlap, never before listening began.</summary>
    public static DateTimeOffset Expected(HearingPositionRow position, TimeSpan overlap) => Latest(position.PolledTo - overlap, position.Since);

    /// <summary>Whether the portal's clock went on as it stood at the last poll; else what was expected may be too late.</summary>
    public static bool IsAsExpected(HearingPositionRow position, PortalNow now) => now.Second >= position.PolledTo && now.OffsetMinutes == position.OffsetMinutes;

    /// <summary>
    /// With the portal's clock known: behind now by the overlap when it was set back; further back by the difference when its zone moved, since its local times of the
    /// last hours are then read wrongly.
    /// </summary>
    public static DateTimeOffset Of(HearingPositionRow position, PortalNow now, TimeSpan overlap)
    {
        if (now.Second < position.PolledTo)
        {
            return now.Second - overlap;
        }

        var moved = TimeSpan.FromMinutes(Math.Abs(now.OffsetMinutes - position.OffsetMinutes));
        return Latest(position.PolledTo - overlap - moved, position.Since);
    }

    /// <summary>A moment as filters take it: the portal's own time, no offset (reference 5.1, "Date filters").</summary>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Filter(DateTimeOffset from, int offsetMinutes) =>
        [new(">=updatedTime", [from.ToOffset(TimeSpan.FromMinutes(offsetMinutes)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)])];

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
