using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Portal.Features.Exchanges;

/// <summary>One exchange of the list: what it is, how it went, when it goes again, what waits.</summary>
public sealed record ExchangeLine(StoredExchange Exchange, RunRecord? LastRun, DateTimeOffset? NextRun, long Waiting)
{
    public string Name => Exchange.Name;

    public string Title => string.IsNullOrEmpty(Exchange.Title) ? Exchange.Name : Exchange.Title;

    public bool IsRunning => LastRun?.State == RunState.Running;

    /// <summary>0 to 1; null when the rows could not be counted.</summary>
    public double? Share => LastRun is { RowsExpected: > 0 and var expected } run ? Math.Min(1, (double)run.Rows / expected) : null;
}

/// <summary>The list of exchanges. Holds data only.</summary>
public sealed record ExchangesView(IReadOnlyList<ExchangeLine> Lines, IReadOnlyList<RunRecord> Recent)
{
    private const int RecentRuns = 8;

    public int Running => Lines.Count(line => line.IsRunning);

    /// <summary>Records written by the last run of each exchange.</summary>
    public long Written => Lines.Sum(line => line.LastRun is { IsDryRun: false } run ? run.Total.Created + run.Total.Updated : 0);

    public long Waiting => Lines.Sum(line => line.Waiting);

    public long Failed => Lines.Count(line => line.LastRun?.State is RunState.Failed or RunState.Crashed);

    /// <summary>The name people see; the run's own when its exchange is gone.</summary>
    public string TitleOf(RunRecord run) => Lines.FirstOrDefault(line => line.Name == run.Exchange)?.Title ?? run.Exchange;

    public static async Task<ExchangesView> ReadAsync(ISchedules schedules, IEngineStore store, CancellationToken cancellationToken)
    {
        var board = await schedules.ReadAsync(cancellationToken);
        var waiting = await store.DeadLetterGroupsAsync(null, cancellationToken);
        var recent = await store.RunsAsync(null, RecentRuns, cancellationToken);
        return new ExchangesView([.. board.Lines.Select(Line)], recent);

        ExchangeLine Line(ScheduleLine line) => new(
            line.Exchange, line.LastRun, line.Next.Count > 0 ? line.Next[0] : null, waiting.Where(group => group.Exchange == line.Name).Sum(group => group.Count));
    }
}
