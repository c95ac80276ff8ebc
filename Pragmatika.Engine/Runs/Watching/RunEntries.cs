using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Watching;

/// <summary>Journal entries of whole runs.</summary>
internal static class RunEntries
{
    public static JournalEntry Started(RunRecord run) =>
        Entry(run, run.StartedAt, JournalLevel.Info, (run.IsDryRun ? RunEntryTexts.StartedDry : RunEntryTexts.Started).With(Name(run.Mode), run.StartedBy));

    /// <summary>A person let this run pass the fuse.</summary>
    public static JournalEntry WithoutFuse(RunRecord run) => Entry(run, run.StartedAt, JournalLevel.Warning, RunEntryTexts.WithoutFuse.With(run.StartedBy));

    public static JournalEntry Ended(RunRecord run)
    {
        var total = run.Total;
        var text = RunEntryTexts.Counters.With(
            Name(run.State), Number(total.Read), Number(total.Created), Number(total.Updated), Number(total.Unchanged), Number(total.Skipped),
            Number(total.Conflicted), Number(total.Rejected), Number(total.Failed), Number(run.RestCalls));
        return Entry(run, run.EndedAt ?? run.StartedAt, LevelOf(run.State), run.Message is null ? text : text + " " + run.Message);
    }

    /// <summary>One delivered batch.</summary>
    public static JournalEntry Batch(RunRecord run, DateTimeOffset at, long rows, int changes) => Entry(
        run, at, JournalLevel.Info, RunEntryTexts.Batch.With(Number(rows), Number(changes))) with { Kind = JournalKind.Batch };

    /// <summary>One batch of heard records.</summary>
    public static JournalEntry Heard(RunRecord run, DateTimeOffset at, int records, int written, RunCounters counted) => Entry(
        run, at, JournalLevel.Info, RunEntryTexts.HeardBatch.With(Number(records), Number(written), Number(counted.Echoes), Number(counted.NearMisses))) with { Kind = JournalKind.Batch };

    private static string Number(long number) => Message.Number(number);

    private static Message Name(RunMode mode) => mode switch
    {
        RunMode.Full => RunEntryTexts.AllRows,
        RunMode.Keys => RunEntryTexts.SomeRows,
        RunMode.Heard => RunEntryTexts.Heard,
        RunMode.Exactly => RunEntryTexts.Exactly,
        RunMode.Undo => RunEntryTexts.Undo,
        RunMode.Repair => RunEntryTexts.Repair,
        _ => RunEntryTexts.Changes,
    };

    private static Message Name(RunState state) => state switch
    {
        RunState.Succeeded => RunEntryTexts.Succeeded,
        RunState.NeedsPerson => RunEntryTexts.NeedsPerson,
        RunState.Cancelled => RunEntryTexts.Cancelled,
        RunState.FuseBlown => RunEntryTexts.FuseBlown,
        _ => RunEntryTexts.Failed,
    };

    private static JournalLevel LevelOf(RunState state) => state switch
    {
        RunState.Failed or RunState.Crashed => JournalLevel.Error,
        RunState.NeedsPerson or RunState.Cancelled or RunState.FuseBlown => JournalLevel.Warning,
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
