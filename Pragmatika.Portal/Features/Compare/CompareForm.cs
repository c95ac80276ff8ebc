using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Features.Schedules;

namespace Pragmatika.Portal.Features.Compare;

/// <summary>When two sides are compared, while it is edited. Switched off it keeps what was chosen, so that a change of mind costs nothing.</summary>
public sealed class CompareForm
{
    private const int EveryHours = 24;

    private CompareForm(ScheduleForm clock) => Clock = clock;

    public bool IsOn { get; set; }

    /// <summary>Interval or cron, and the windows; the causes of a schedule are not used.</summary>
    public ScheduleForm Clock { get; }

    public CompareRepair Repair { get; set; }

    /// <summary>What was never scheduled begins once a day at night.</summary>
    public static CompareForm Of(CompareDefinition? compare) => compare is null
        ? new CompareForm(new ScheduleForm { Clock = ClockKind.Daily, At = new TimeOnly(3, 30), Count = EveryHours, Unit = 3600 })
        : new CompareForm(ScheduleForm.Of(compare.ToSchedule())) { IsOn = true, Repair = compare.Repair };

    /// <summary>Null when it is switched off: by hand only.</summary>
    public CompareDefinition? ToCompare() => IsOn && Clock.ToSchedule() is { } schedule
        ? new CompareDefinition { Every = schedule.Every, Cron = schedule.Cron, Windows = schedule.Windows, Repair = Repair }
        : null;
}
