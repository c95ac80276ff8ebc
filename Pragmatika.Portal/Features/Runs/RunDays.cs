using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Features.Runs;

/// <summary>What the runs of one day did together. Dry runs write nothing and are not counted.</summary>
public sealed record RunDay(DateTime Day, int Runs, int Failed, long Rows, RunCounters Total)
{
    public long Troubles => Total.Conflicted + Total.Rejected + Total.Failed;
}

/// <summary>Totals by day. Pure.</summary>
public static class RunDays
{
    /// <summary>Newest day first; a run belongs to the day it began, by the visitor's clock.</summary>
    public static IReadOnlyList<RunDay> Of(IEnumerable<RunRecord> runs, TimeZoneInfo zone) =>
    [
        .. runs.Where(run => !run.IsDryRun)
            .GroupBy(run => TimeZoneInfo.ConvertTime(run.StartedAt, zone).Date)
            .OrderByDescending(day => day.Key)
            .Select(day => new RunDay(
                day.Key,
                day.Count(),
                day.Count(run => run.State is RunState.Failed or RunState.Crashed),
                day.Sum(run => run.Rows),
                day.Aggregate(default(RunCounters), (sum, run) => sum + run.Total))),
    ];
}
