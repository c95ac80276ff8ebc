using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Schedules;

/// <summary>Says in one sentence what a schedule means, in the current UI language and the portal's zone. Pure.</summary>
public static class ScheduleSentence
{
    private static readonly Message ByHand = new("Только вручную", "By hand only");
    private static readonly Message After = new("после успешного конца {0}", "after {0} has ended well");
    private static readonly Message OnEvent = new("по событию (через {0})", "on an event (after {0})");
    private static readonly Message OnEventAtOnce = new("по событию", "on an event");
    private static readonly Message Only = new("только {0}", "only {0}");
    private static readonly Message Span = new("с {0} до {1}", "from {0} to {1}");
    private static readonly Message NextDay = new("с {0} до {1} следующего дня", "from {0} to {1} of the next day");
    private static readonly Message OnDays = new("{0} ({1})", "{0} ({1})");
    private static readonly Message Zone = new("время {0}, UTC{1}", "time of {0}, UTC{1}");

    private static readonly Message[] Days =
        [new("вс", "Sun"), new("пн", "Mon"), new("вт", "Tue"), new("ср", "Wed"), new("чт", "Thu"), new("пт", "Fri"), new("сб", "Sat")];

    /// <summary><paramref name="titleOf"/> names another exchange for people; <paramref name="now"/> tells which of the zone's offsets is in force.</summary>
    public static string Of(ScheduleDefinition? schedule, TimeZoneInfo zone, Func<string, string> titleOf, DateTimeOffset now)
    {
        var starts = schedule is null ? [] : Starts(schedule, titleOf).ToList();
        if (schedule is null || starts.Count == 0)
        {
            return ByHand.ToString();
        }

        var sentence = string.Join("; ", starts);
        if (schedule.Windows.Count > 0)
        {
            sentence += ", " + Only.With(CronSentence.And(schedule.Windows.Select(Window)));
        }

        if (schedule.Cron is not null || schedule.Windows.Count > 0)
        {
            sentence += " · " + Zone.With(zone.Id, Offset(zone.GetUtcOffset(now)));
        }

        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    /// <summary>A cron expression alone, without its zone.</summary>
    public static string OfCron(string cron) => CronSentence.Of(cron);

    private static IEnumerable<string> Starts(ScheduleDefinition schedule, Func<string, string> titleOf)
    {
        if (schedule.Every is { } every)
        {
            yield return Intervals.Every(every);
        }

        if (schedule.Cron is { Length: > 0 } cron)
        {
            yield return CronSentence.Of(cron);
        }

        if (schedule.After.Count > 0)
        {
            yield return After.With(string.Join(new Message(" или ", " or ").ToString(), schedule.After.Select(name => $"«{titleOf(name)}»")));
        }

        if (schedule.OnEvent)
        {
            yield return schedule.Debounce > TimeSpan.Zero ? OnEvent.With(Intervals.Short(schedule.Debounce)) : OnEventAtOnce.ToString();
        }
    }

    private static string Window(ScheduleWindow window)
    {
        var isOverMidnight = WindowTime.Parse(window.To) <= WindowTime.Parse(window.From);
        var span = (isOverMidnight ? NextDay : Span).With(window.From, window.To);
        return window.Days.Count == 0 ? span : OnDays.With(span, string.Join(", ", window.Days.Distinct().OrderBy(day => ((int)day + 6) % 7).Select(day => Days[(int)day].ToString())));
    }

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "−" : "+") + offset.ToString(@"hh\:mm", System.Globalization.CultureInfo.InvariantCulture);
}
