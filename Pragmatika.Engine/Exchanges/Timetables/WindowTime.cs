using System.Globalization;

namespace Pragmatika.Engine.Exchanges.Timetables;

/// <summary>Times of day as people write them in windows.</summary>
public static class WindowTime
{
    /// <summary>H:mm or HH:mm up to 24:00; null for anything else.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text == "24:00")
        {
            return TimeSpan.FromDays(1);
        }

        return TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;
    }
}
