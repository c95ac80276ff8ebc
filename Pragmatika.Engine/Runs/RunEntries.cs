using Pragmatika.Engine.Journal;

namespace Pragmatika.Engine.Runs;

/// <summary>Journal entries of whole runs.</summary>
internal static class RunEntries
{
    public static JournalEntry Started(RunRecord run) => Entry(run, run.StartedAt, JournalLevel.Info, $"started: {run.Mode}{(run.IsDryRun ? ", dry run" : string.Empty)}, {run.StartedBy}");

    public static JournalEntry Ended(RunRecord run)
    {
        var total = run.Total;
        var text = FormattableString.Invariant(
            $"{run.State}: read {total.Read}, created {total.Created}, updated {total.Updated}, unchanged {total.Unchanged}, skipped {total.Skipped}, conflicted {total.Conflicted}, rejected {total.Rejected}, failed {total.Failed}, requests {run.RestCalls}.");
        return Entry(run, run.EndedAt ?? run.StartedAt, LevelOf(run.State), run.Message is null ? text : text + " " + run.Message);
    }

    private static JournalLevel LevelOf(RunState state) => state switch
    {
        RunState.Failed or RunState.Crashed => JournalLevel.Error,
        RunState.NeedsPerson or RunState.Cancelled => JournalLevel.Warning,
        _ => JournalLevel.Info,
    };

    private static JournalEntry Entry(RunRecord run, DateTimeOffset at, JournalLevel level, string text) => new()
    {
        At = at,
        Level = level,
        Kind = JournalKind.Run,
        Exchange = run.Exchange,
        RunId = run.Id,
        Text = text,
    };
}
