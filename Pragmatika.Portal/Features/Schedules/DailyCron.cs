using System.Globalization;
using System.Text.RegularExpressions;

namespace Pragmatika.Portal.Features.Schedules;

/// <summary>A time of day as cron, and back. Pure.</summary>
public static partial class DailyCron
{
    private static readonly (DayOfWeek Day, string Name)[] Week =
    [
        (DayOfWeek.Monday, "MON"), (DayOfWeek.Tuesday, "TUE"), (DayOfWeek.Wednesday, "WED"), (DayOfWeek.Thursday, "THU"), (DayOfWeek.Friday, "FRI"), (DayOfWeek.Saturday, "SAT"), (DayOfWeek.Sunday, "SUN"),
    ];

    /// <summary>No days, or all of them: every day.</summary>
    public static string Write(TimeOnly at, IReadOnlySet<DayOfWeek> days)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"0 {at.Minute} {at.Hour}");
        return days.Count is 0 or 7 ? time + " * * ?" : time + " ? * " + Names(days);
    }

    /// <summary>Null when the cron says more than a time of day.</summary>
    public static (TimeOnly At, IReadOnlySet<DayOfWeek> Days)? Read(string cron)
    {
        if (Daily().Match(cron.Trim().ToUpperInvariant()) is not { Success: true } match)
        {
            return null;
        }

        var (minute, hour) = (Number(match.Groups["minute"]), Number(match.Groups["hour"]));
        return minute < 60 && hour < 24 && DaysOf(match.Groups["days"].Value) is { } days ? (new TimeOnly(hour, minute), days) : null;
    }

    private static string Names(IReadOnlySet<DayOfWeek> days)
    {
        var places = Enumerable.Range(0, Week.Length).Where(place => days.Contains(Week[place].Day)).ToList();
        return places.Count > 2 && places[^1] - places[0] == places.Count - 1
            ? Week[places[0]].Name + "-" + Week[places[^1]].Name
            : string.Join(',', places.Select(place => Week[place].Name));
    }

    private static HashSet<DayOfWeek>? DaysOf(string text)
    {
        var days = new HashSet<DayOfWeek>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            var (from, to) = (PlaceOf(ends[0]), PlaceOf(ends[^1]));
            if (from < 0 || to < from)
            {
                return null;
            }

            days.UnionWith(Week[from..(to + 1)].Select(day => day.Day));
        }

        return days;
    }

    private static int PlaceOf(string name) => Array.FindIndex(Week, day => day.Name == name);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^0 (?<minute>\d{1,2}) (?<hour>\d{1,2}) (\* \* \?|\? \* \*|\? \* (?<days>[A-Z]{3}([,-][A-Z]{3})*))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Daily();
}
