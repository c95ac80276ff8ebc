using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Schedules;

/// <summary>The time of day of a cron expression in words; null for what has none.</summary>
internal static class CronTimeWords
{
    private const int MostTimes = 12;
    private const int LastMinute = 59;
    private static readonly Message At = new("в {0}", "at {0}");
    private static readonly Message EveryHour = new("каждый час", "every hour");
    private static readonly Message AtMinutes = new("в {0} мин. каждого часа", "at {0} minutes past every hour");
    private static readonly Message Between = new("с {0} до {1}", "from {0} to {1}");
    private static readonly Message InHours = new("в часы {0}", "in the hours {0}");

    public static string? Of(CronParts parts) => parts switch
    {
        { Second: CronField.Values { List: [0] }, Minute: CronField.Values minutes, Hour: CronField.Values hours } when minutes.List.Count * hours.List.Count <= MostTimes =>
            At.With(CronSentence.And(hours.List.SelectMany(hour => minutes.List.Select(minute => CronSentence.Clock(hour, minute))))),
        { Second: CronField.Values { List: [0] }, Minute: CronField.Values { List: [var minute] }, Hour: CronField.Step step } => WithSpan(Intervals.Every(TimeSpan.FromHours(step.By)), step, minute),
        { Second: CronField.Values { List: [0] } } => Join(Minutes(parts.Minute), Hours(parts.Hour, LastOf(parts.Minute))),
        { Second: CronField.Any, Minute: CronField.Any } => Join(Intervals.Every(TimeSpan.FromSeconds(1)), Hours(parts.Hour, LastMinute)),
        { Second: CronField.Step { From: 0, To: null } step, Minute: CronField.Any } => Join(Intervals.Every(TimeSpan.FromSeconds(step.By)), Hours(parts.Hour, LastMinute)),
        _ => null,
    };

    /// <summary>A step starts anew at its first value: "every 7 minutes" would be a lie over the full hour, so that only divisors have words.</summary>
    private static string? Minutes(CronField minute) => minute switch
    {
        CronField.Any => Intervals.Every(TimeSpan.FromMinutes(1)),
        CronField.Values { List: [0] } => EveryHour.ToString(),
        CronField.Values { List.Count: <= MostTimes } values => AtMinutes.With(CronSentence.And(values.List.Select(value => value.ToString("00", null)))),
        CronField.Step { From: 0, To: null } step when 60 % step.By == 0 => Intervals.Every(TimeSpan.FromMinutes(step.By)),
        CronField.Step { To: null } step when step.From < step.By && 60 % step.By == 0 =>
            AtMinutes.With(CronSentence.And(Enumerable.Range(0, 60 / step.By).Select(index => (step.From + (index * step.By)).ToString("00", null)))),
        _ => null,
    };

    private static int LastOf(CronField minute) => minute switch
    {
        CronField.Values values => values.List[^1],
        CronField.Step { From: var from, By: var by } => from + ((LastMinute - from) / by * by),
        _ => LastMinute,
    };

    private static string? Hours(CronField hour, int lastMinute) => hour switch
    {
        CronField.Any => string.Empty,
        CronField.Range range => Between.With(CronSentence.Clock(range.From, 0), CronSentence.Clock(range.To, lastMinute)),
        CronField.Values { List: [var only] } => Between.With(CronSentence.Clock(only, 0), CronSentence.Clock(only, lastMinute)),
        CronField.Values values => InHours.With(CronSentence.And(values.List.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
        _ => null,
    };

    private static string? WithSpan(string every, CronField.Step step, int minute) => 24 % step.By == 0 && step is { To: null } && step.From < step.By
        ? $"{every}, {At.With(CronSentence.And(Enumerable.Range(0, 24 / step.By).Select(index => CronSentence.Clock(step.From + (index * step.By), minute))))}"
        : step.To is { } to
            ? $"{every} {Between.With(CronSentence.Clock(step.From, minute), CronSentence.Clock(step.From + ((to - step.From) / step.By * step.By), minute))}"
            : null;

    private static string? Join(string? first, string? second) => first is null || second is null ? null : second.Length == 0 ? first : first + " " + second;
}
