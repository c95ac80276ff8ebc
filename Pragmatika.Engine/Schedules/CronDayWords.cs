using System.Globalization;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Schedules;

/// <summary>The days of a cron expression in words; empty when it means every day and nothing needs saying, null for what has no words.</summary>
internal static class CronDayWords
{
    private static readonly Message EveryDay = new("каждый день", "every day");
    private static readonly Message Workdays = new("по будням", "on workdays");
    private static readonly Message Weekends = new("по выходным", "at weekends");
    private static readonly Message OnDays = new("по {0}", "on {0}");
    private static readonly Message OnDate = new("{0} числа", "on day {0} of the month");
    private static readonly Message OnDates = new("{0} числа", "on days {0} of the month");
    private static readonly Message DateRange = new("с {0}-го по {1}-е число", "from day {0} to day {1} of the month");
    private static readonly Message LastDate = new("в последний день месяца", "on the last day of the month");
    private static readonly Message LastWorkday = new("в последний будний день месяца", "on the last workday of the month");
    private static readonly Message NearWorkday = new("в будний день, ближайший к {0}-му числу,", "on the workday nearest to day {0} of the month");
    private static readonly Message NumberedDay = new("{0} месяца", "on the {0} of the month");
    private static readonly Message InMonths = new("{0} в {1}", "{0} in {1}");
    private static readonly Message InYears = new("{0} {1} года", "{0} in {1}");

    private static readonly string[] RussianMonths =
        ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"];

    private static readonly string[] RussianDays = ["воскресеньям", "понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам"];
    private static readonly string[] EnglishDays = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];
    private static readonly string[] RussianNumbered = ["воскресенье", "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу"];
    private static readonly string[] EnglishNumbered = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static string? Of(CronParts parts)
    {
        var day = (parts.Day, parts.DayOfWeek) switch
        {
            (CronField.Any, CronField.Any) => IsOften(parts) && parts.Month is CronField.Any && parts.Year is CronField.Any ? string.Empty : EveryDay.ToString(),
            (CronField.Any, var week) => Week(week),
            (var date, CronField.Any) => Date(date),
            _ => null,
        };
        return day is null ? null : Year(Month(day, parts.Month), parts.Year);
    }

    /// <summary>"Every 15 minutes" needs no "every day" before it.</summary>
    private static bool IsOften(CronParts parts) => parts.Hour is CronField.Any;

    private static string? Week(CronField week) => week switch
    {
        CronField.Values { List: [2, 3, 4, 5, 6] } => Workdays.ToString(),
        CronField.Values { List: [1, 7] } => Weekends.ToString(),
        CronField.Values values when values.List.All(day => day is >= 1 and <= 7) =>
            OnDays.With(CronSentence.And(FromMonday(values.List).Select(day => new Message(RussianDays[day - 1], EnglishDays[day - 1]).ToString()))),
        CronField.Special { Text: [var day and >= '1' and <= '7', '#', var number and >= '1' and <= '5'] } => NumberedDay.With(Numbered(number - '1', day - '1')),
        CronField.Special { Text: [var day and >= '1' and <= '7', 'L'] } => NumberedDay.With(Numbered(-1, day - '1')),
        _ => null,
    };

    private static IEnumerable<int> FromMonday(IReadOnlyList<int> days) => days.OrderBy(day => (day + 5) % 7);

    private static string Numbered(int index, int day)
    {
        string[] neuter = ["первое", "второе", "третье", "четвёртое", "пятое", "последнее"];
        string[] masculine = ["первый", "второй", "третий", "четвёртый", "пятый", "последний"];
        string[] feminine = ["первую", "вторую", "третью", "четвёртую", "пятую", "последнюю"];
        string[] english = ["first", "second", "third", "fourth", "fifth", "last"];
        var at = index < 0 ? english.Length - 1 : index;
        var words = day switch { 0 => neuter, 3 or 5 or 6 => feminine, _ => masculine };
        var before = words[at][0] == 'в' ? "во" : "в";
        return new Message($"{before} {words[at]} {RussianNumbered[day]}", $"{english[at]} {EnglishNumbered[day]}").ToString();
    }

    private static string? Date(CronField date) => date switch
    {
        CronField.Values values => (values.List.Count == 1 ? OnDate : OnDates).With(CronSentence.And(values.List.Select(day => new Message($"{day}-го", day.ToString(CultureInfo.InvariantCulture)).ToString()))),
        CronField.Range range => DateRange.With(range.From, range.To),
        CronField.Special { Text: "L" } => LastDate.ToString(),
        CronField.Special { Text: "LW" } => LastWorkday.ToString(),
        CronField.Special { Text: var text } when text.EndsWith('W') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var day) => NearWorkday.With(day),
        _ => null,
    };

    private static string? Month(string day, CronField month) => month switch
    {
        CronField.Any => day,
        CronField.Values values when values.List.All(number => number is >= 1 and <= 12) => InMonths.With(day, CronSentence.And(values.List.Select(Name))),
        CronField.Range { From: >= 1, To: <= 12 } range => InMonths.With(day, CronSentence.And(Enumerable.Range(range.From, range.To - range.From + 1).Select(Name))),
        _ => null,
    };

    private static string? Year(string? day, CronField year) => year switch
    {
        _ when day is null => null,
        CronField.Any => day,
        CronField.Values values => InYears.With(day, CronSentence.And(values.List.Select(number => number.ToString(CultureInfo.InvariantCulture)))),
        _ => null,
    };

    private static string Name(int month) =>
        new Message(RussianMonths[month - 1], CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[month - 1]).ToString();
}
