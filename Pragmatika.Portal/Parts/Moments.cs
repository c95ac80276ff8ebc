using System.Globalization;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Portal.Parts;

/// <summary>Moments and durations as tables show them, in the current culture. Moments must be local already.</summary>
public static class Moments
{
    /// <summary>Today only the time, this year day and month too, otherwise the whole date.</summary>
    public static string Short(DateTimeOffset at, DateTimeOffset now)
    {
        var culture = CultureInfo.CurrentCulture;
        var time = at.ToString("HH:mm", culture);
        return at.Date == now.Date
            ? time
            : at.ToString(at.Year == now.Year ? "d MMM" : "d MMM yyyy", culture) + ", " + time;
    }

    private static readonly Message Seconds = new("с", "s");

    /// <summary><c>4,1 с</c> below ten seconds, <c>45 с</c> below a minute, then <c>7:12</c> and <c>1:02:05</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => $"{span.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture)}\u00a0{Seconds}",
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds}\u00a0{Seconds}",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes}:{span.Seconds:00}",
        _ => $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}",
    };
}
