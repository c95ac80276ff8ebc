using System.Globalization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;

namespace Pragmatika.Portal.Features.Schedules;

public enum ClockKind
{
    None,
    Interval,

    /// <summary>A time of day, on some or all days of the week; kept as cron.</summary>
    Daily,
    Cron,
}

/// <summary>A schedule while it is edited. What is not chosen keeps its value, so that a change of mind costs nothing.</summary>
public sealed class ScheduleForm
{
    private const string EndOfDay = "24:00";

    /// <summary>Seconds of the units an interval is given in, the largest first.</summary>
    public static readonly int[] Units = [86_400, 3600, 60, 1];

    public ClockKind Clock { get; set; } = ClockKind.Interval;

    public int Count { get; set; } = 15;

    public int Unit { get; set; } = 60;

    public TimeOnly At { get; set; } = new(8, 0);

    /// <summary>Days of <see cref="At"/>; none: every day.</summary>
    public HashSet<DayOfWeek> Days { get; } = [];

    public string Cron { get; set; } = "0 0 8 ? * MON-FRI";

    public List<WindowForm> Windows { get; } = [];

    public HashSet<string> After { get; } = new(StringComparer.Ordinal);

    public bool OnEvent { get; set; }

    public int DebounceSeconds { get; set; } = 5;

    public bool Paused { get; set; }

    public static ScheduleForm Of(ScheduleDefinition? schedule)
    {
        var form = new ScheduleForm();
        if (schedule is null)
        {
            form.Clock = ClockKind.None;
            return form;
        }

        form.Clock = schedule.Cron is not null ? ClockKind.Cron : schedule.Every is not null ? ClockKind.Interval : ClockKind.None;
        form.Cron = schedule.Cron ?? form.Cron;
        if (schedule.Cron is { } cron && DailyCron.Read(cron) is { } daily)
        {
            (form.Clock, form.At) = (ClockKind.Daily, daily.At);
            form.Days.UnionWith(daily.Days);
        }

        if (schedule.Every is { } every)
        {
            var seconds = (int)every.TotalSeconds;
            form.Unit = Units.First(unit => seconds % unit == 0);
            form.Count = seconds / form.Unit;
        }

        form.Windows.AddRange(schedule.Windows.Select(WindowForm.Of));
        form.After.UnionWith(schedule.After);
        (form.OnEvent, form.Paused, form.DebounceSeconds) = (schedule.OnEvent, schedule.Paused, (int)schedule.Debounce.TotalSeconds);
        return form;
    }

    /// <summary>Null when nothing is chosen: by hand only.</summary>
    public ScheduleDefinition? ToSchedule() => Clock == ClockKind.None && After.Count == 0 && !OnEvent
        ? null
        : new ScheduleDefinition
        {
            Every = Clock == ClockKind.Interval ? TimeSpan.FromSeconds((long)Count * Unit) : null,
            Cron = Clock switch { ClockKind.Cron => Cron.Trim(), ClockKind.Daily => DailyCron.Write(At, Days), _ => null },
            Windows = [.. Windows.Select(window => window.ToWindow())],
            After = [.. After.Order(StringComparer.Ordinal)],
            OnEvent = OnEvent,
            Debounce = TimeSpan.FromSeconds(DebounceSeconds),
            Paused = Paused,
        };

    /// <summary>A window while it is edited. A time field knows no 24:00: its end of the day is 00:00.</summary>
    public sealed class WindowForm
    {
        private const int MostHours = 16;
        private const int HoursAfter = 2;
        private const int HoursOfDay = 24;

        public TimeOnly From { get; set; } = new(8, 0);

        public TimeOnly To { get; set; } = new(20, 0);

        public HashSet<DayOfWeek> Days { get; } = [];

        public static WindowForm Of(ScheduleWindow window)
        {
            var form = new WindowForm { From = Time(window.From), To = Time(window.To) };
            form.Days.UnionWith(window.Days);
            return form;
        }

        /// <summary>A window that lets these starts through; working hours where starts come all day long.</summary>
        public static WindowForm Around(IReadOnlyCollection<TimeOnly> starts)
        {
            if (starts.Count == 0 || starts.Max().Hour - starts.Min().Hour > MostHours)
            {
                return new WindowForm();
            }

            var to = starts.Max().Hour + HoursAfter;
            return new WindowForm { From = new TimeOnly(starts.Min().Hour, 0), To = to < HoursOfDay ? new TimeOnly(to, 0) : TimeOnly.MinValue };
        }

        public ScheduleWindow ToWindow() =>
            new() { From = Text(From), To = To == TimeOnly.MinValue ? EndOfDay : Text(To), Days = [.. Days.OrderBy(day => ((int)day + 6) % 7)] };

        private static TimeOnly Time(string text) => TimeOnly.FromTimeSpan(new TimeSpan((WindowTime.Parse(text) ?? TimeSpan.Zero).Ticks % TimeSpan.TicksPerDay));

        private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
    }
}
