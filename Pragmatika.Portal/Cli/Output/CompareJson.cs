using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>A comparison as <c>--json</c> prints it: the totals stand at the top; <paramref name="Repair"/> is null when nothing was repaired.</summary>
internal sealed record CompareJson(
    Guid Report,
    string Exchange,
    long Rows,
    long Matched,
    long Missing,
    long Extra,
    long Doubled,
    long Different,
    long Waiting,
    long Ranges,
    long RangesCompared,
    IReadOnlyDictionary<string, VerifyCounters> Flows,
    IReadOnlyList<CompareFinding> Findings,
    RunReport? Repair,
    double Seconds)
{
    public static CompareJson Of(CompareReport report, IReadOnlyList<CompareFinding> findings, RunReport? repair)
    {
        var total = report.Total;
        return new(
            report.Id, report.Exchange, report.Rows, total.Matched, total.Missing, total.Extra, total.Doubled, total.Different, total.Waiting, report.Ranges, report.RangesCompared, report.Flows, findings, repair,
            SecondsOf(report));
    }

    public static double SecondsOf(CompareReport report) => Math.Round(((report.EndedAt ?? report.StartedAt) - report.StartedAt).TotalSeconds, 3);
}
