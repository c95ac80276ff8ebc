using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>The schedule: its clock, windows, dependencies and events.</summary>
public static class ScheduleChecks
{
    private static readonly Message BadCron = new("Расписание cron «{0}» неверно: {1}", "Cron '{0}' is wrong: {1}");
    private static readonly Message BadCronRemedy = new("Шесть или семь частей Quartz, например 0 0/15 8-20 ? * MON-FRI", "Six or seven Quartz parts, for example 0 0/15 8-20 ? * MON-FRI");
    private static readonly Message BothClocks = new("Заданы и every, и cron", "Both every and cron are set");
    private static readonly Message BothClocksRemedy = new("Оставьте одно: every или cron", "Keep one: every or cron");
    private static readonly Message Nothing = new("Расписание никогда не запускает обмен", "The schedule never starts the exchange");
    private static readonly Message NothingRemedy = new("Задайте every, cron, after или onEvent либо уберите schedule", "Set every, cron, after or onEvent, or remove schedule");
    private static readonly Message NoCompareClock = new("Не сказано, когда сверять", "It is not said when to compare");
    private static readonly Message NoCompareClockRemedy = new("Задайте every или cron либо уберите compare", "Set every or cron, or remove compare");
    private static readonly Message BadTime = new("«{0}» — не время суток", "'{0}' is not a time of day");
    private static readonly Message BadTimeRemedy = new("Запишите часы и минуты, например 22:00", "Write hours and minutes, for example 22:00");
    private static readonly Message EmptyWindow = new("Окно открывается и закрывается в одно время", "The window opens and closes at one time");
    private static readonly Message EmptyWindowRemedy = new("Задайте разные from и to; круглые сутки — это без окон", "Give from and to different times; all day is no window at all");
    private static readonly Message NeverOpen = new("С такими окнами расписание не запустит обмен никогда", "With these windows the schedule never starts the exchange");
    private static readonly Message NeverOpenRemedy = new("Измените окна так, чтобы время запуска в них попадало", "Change the windows so that a start falls into one");
    private static readonly Message AfterItself = new("Обмен ждёт самого себя", "The exchange waits for itself");
    private static readonly Message AfterRing = new("Обмены ждут друг друга по кругу: {0}", "Exchanges wait for each other in a ring: {0}");
    private static readonly Message AfterRemedy = new("Уберите из after хотя бы одно имя", "Take at least one name out of after");
    private static readonly Message NoSuchExchange = new("Нет обмена «{0}»", "There is no exchange '{0}'");
    private static readonly Message NoSuchExchangeRemedy = new("Выберите обмен из списка", "Choose one of the list");
    private static readonly Message Twice = new("«{0}» указано дважды", "'{0}' is named twice");

    /// <summary>Any date does: it only bounds the search for a start inside the windows.</summary>
    private static readonly DateTimeOffset SomeDay = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void Check(string exchange, ScheduleDefinition schedule, ProblemList problems)
    {
        var before = problems.Problems.Count;
        Clock(schedule, problems);
        for (var index = 0; index < schedule.Windows.Count; index++)
        {
            Window(schedule.Windows[index], $"schedule.windows[{index}]", problems);
        }

        After(exchange, schedule.After, problems);
        TailChecks.Range(schedule.Debounce, TimeSpan.Zero, TimeSpan.FromHours(1), "schedule.debounce", problems);
        if (problems.Problems.Count == before && NeverFires(schedule))
        {
            problems.Add("schedule.windows", NeverOpen, NeverOpenRemedy);
        }
    }

    /// <summary>The schedule of one exchange beside all others: what only the whole portal can tell is checked too.</summary>
    public static IReadOnlyList<DefinitionProblem> CheckAmong(ExchangeDefinition definition, IReadOnlyList<ExchangeDefinition> all)
    {
        var problems = new ProblemList();
        if (definition.Schedule is not { } schedule)
        {
            return [];
        }

        Check(definition.Name, schedule, problems);
        for (var index = 0; index < schedule.After.Count; index++)
        {
            if (all.All(other => other.Name != schedule.After[index]))
            {
                problems.Add($"schedule.after[{index}]", NoSuchExchange, NoSuchExchangeRemedy, schedule.After[index]);
            }
        }

        var loop = DependencyLoops.Find([definition, .. all.Where(other => other.Name != definition.Name)]);
        if (loop.Contains(definition.Name) && !schedule.After.Contains(definition.Name))
        {
            problems.Add("schedule.after", AfterRing, AfterRemedy, string.Join(", ", loop.Order(StringComparer.Ordinal)));
        }

        return problems.Problems;
    }

    internal static DefinitionProblem NoExchange(string name) => new("name", NoSuchExchange.With(name), NoSuchExchangeRemedy.ToString());

    internal static void Check(CompareDefinition compare, ProblemList problems)
    {
        var before = problems.Problems.Count;
        if (compare is { Every: not null, Cron: not null })
        {
            problems.Add("compare", BothClocks, BothClocksRemedy);
        }
        else if (compare is { Every: null, Cron: null })
        {
            problems.Add("compare", NoCompareClock, NoCompareClockRemedy);
        }

        if (compare.Every is { } every)
        {
            TailChecks.Range(every, TimeSpan.FromMinutes(1), TimeSpan.FromDays(31), "compare.every", problems);
        }

        if (compare.Cron is { } cron && CronMistakes.Of(cron) is { } mistake)
        {
            problems.Add("compare.cron", BadCron, BadCronRemedy, cron, mistake);
        }

        for (var index = 0; index < compare.Windows.Count; index++)
        {
            Window(compare.Windows[index], $"compare.windows[{index}]", problems);
        }

        if (problems.Problems.Count == before && NeverFires(compare.ToSchedule()))
        {
            problems.Add("compare.windows", NeverOpen, NeverOpenRemedy);
        }
    }

    /// <summary>Every mistake in when two sides are compared; empty for none and for null.</summary>
    public static IReadOnlyList<DefinitionProblem> Check(CompareDefinition? compare)
    {
        var problems = new ProblemList();
        if (compare is not null)
        {
            Check(compare, problems);
        }

        return problems.Problems;
    }

    private static void Clock(ScheduleDefinition schedule, ProblemList problems)
    {
        if (schedule is { Every: not null, Cron: not null })
        {
            problems.Add("schedule", BothClocks, BothClocksRemedy);
        }
        else if (schedule is { Every: null, Cron: null, After.Count: 0, OnEvent: false })
        {
            problems.Add("schedule", Nothing, NothingRemedy);
        }

        if (schedule.Every is { } every)
        {
            TailChecks.Range(every, TimeSpan.FromSeconds(10), TimeSpan.FromDays(31), "schedule.every", problems);
        }

        if (schedule.Cron is { } cron && CronMistakes.Of(cron) is { } mistake)
        {
            problems.Add("schedule.cron", BadCron, BadCronRemedy, cron, mistake);
        }
    }

    private static void Window(ScheduleWindow window, string path, ProblemList problems)
    {
        var from = Time(window.From, path + ".from", problems);
        var to = Time(window.To, path + ".to", problems);
        if (from is not null && from == to)
        {
            problems.Add(path, EmptyWindow, EmptyWindowRemedy);
        }
    }

    private static TimeSpan? Time(string text, string path, ProblemList problems)
    {
        var time = WindowTime.Parse(text);
        if (time is null)
        {
            problems.Add(path, BadTime, BadTimeRemedy, text);
        }

        return time;
    }

    private static void After(string exchange, IReadOnlyList<string> after, ProblemList problems)
    {
        for (var index = 0; index < after.Count; index++)
        {
            var path = $"schedule.after[{index}]";
            HeadChecks.Name(after[index], path, problems);
            if (after[index] == exchange)
            {
                problems.Add(path, AfterItself, AfterRemedy);
            }

            if (after.Take(index).Contains(after[index]))
            {
                problems.Add(path, Twice, AfterRemedy, after[index]);
            }
        }
    }

    private static bool NeverFires(ScheduleDefinition schedule) =>
        schedule is { Windows.Count: > 0, Cron: not null } && ScheduleClock.Next(schedule with { Paused = false }, null, SomeDay, TimeZoneInfo.Utc) is null;
}
