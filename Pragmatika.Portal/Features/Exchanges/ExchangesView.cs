using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Portal.Features.Exchanges;

/// <summary>What waits for a person, by kind.</summary>
public readonly record struct Waiting(long Letters, long Conflicts, long Matches, long Deletes, long Fuses)
{
    public long Questions => Conflicts + Matches + Deletes;

    public long All => Letters + Questions + Fuses;

    public static Waiting operator +(Waiting one, Waiting other) =>
        new(one.Letters + other.Letters, one.Conflicts + other.Conflicts, one.Matches + other.Matches, one.Deletes + other.Deletes, one.Fuses + other.Fuses);
}

/// <summary>One exchange of the list: what it is, how it went, when it goes again, what waits.</summary>
public sealed record ExchangeLine(StoredExchange Exchange, RunRecord? LastRun, DateTimeOffset? NextRun, Waiting Waiting)
{
    public string Name => Exchange.Name;

    public string Title => string.IsNullOrEmpty(Exchange.Title) ? Exchange.Name : Exchange.Title;

    public bool IsRunning => LastRun?.State == RunState.Running;

    /// <summary>0 to 1; null when the rows could not be counted.</summary>
    public double? Share => LastRun is { RowsExpected: > 0 and var expected } run ? Math.Min(1, (double)run.Rows / expected) : null;

    /// <summary>How the exchange stands: a run that went well is not all well while somebody must still decide something.</summary>
    public RunState? State => LastRun?.State == RunState.Succeeded && Waiting.All > 0 ? RunState.NeedsPerson : LastRun?.State;

    /// <summary>Records written by the last run; null when it was a dry one, which writes nothing.</summary>
    public long? Written => LastRun is { IsDryRun: false } run ? run.Total.Created + run.Total.Updated : null;
}

/// <summary>The list of exchanges. Holds data only.</summary>
public sealed record ExchangesView(IReadOnlyList<ExchangeLine> Lines, IReadOnlyList<RunRecord> Recent, SchedulesPause? Pause)
{
    private const int RecentRuns = 8;

    public int Running => Lines.Count(line => line.IsRunning);

    /// <summary>Records written by the last run of each exchange.</summary>
    public long Written => Lines.Sum(line => line.Written ?? 0);

    public Waiting Waiting => Lines.Aggregate(default(Waiting), (sum, line) => sum + line.Waiting);

    public long Failed => Lines.Count(line => line.LastRun?.State is RunState.Failed or RunState.Crashed);

    /// <summary>The name people see; the run's own when its exchange is gone.</summary>
    public string TitleOf(RunRecord run) => Lines.FirstOrDefault(line => line.Name == run.Exchange)?.Title ?? run.Exchange;

    public static async Task<ExchangesView> ReadAsync(ISchedules schedules, IEngineStore store, IQuestionService questions, CancellationToken cancellationToken)
    {
        var board = await schedules.ReadAsync(cancellationToken);
        var letters = await store.DeadLetterGroupsAsync(null, cancellationToken);
        var open = await questions.CountsAsync(cancellationToken);
        var recent = await store.RunsAsync(null, RecentRuns, cancellationToken);
        return new ExchangesView([.. board.Lines.Select(Line)], recent, board.Pause);

        ExchangeLine Line(ScheduleLine line) => new(line.Exchange, line.LastRun, line.Next.Count > 0 ? line.Next[0] : null, new Waiting(
            letters.Where(group => group.Exchange == line.Name).Sum(group => group.Count),
            Open(line, QuestionKind.Conflict),
            Open(line, QuestionKind.Match),
            Open(line, QuestionKind.DeleteRows) + Open(line, QuestionKind.DeleteRecord),
            line.LastRun?.State == RunState.FuseBlown ? 1 : 0));

        long Open(ScheduleLine line, QuestionKind kind) => open.Where(count => count.Exchange == line.Name && count.Kind == kind).Sum(count => count.Count);
    }
}
