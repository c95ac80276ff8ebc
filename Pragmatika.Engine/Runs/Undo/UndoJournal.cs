using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>The journaled writes of a run, or of one record of it, newest first.</summary>
internal sealed class UndoJournal(RunContext context, UndoMemory memory)
{
    private const int PageEntries = 1000;
    private UndoLeftovers? _leftovers;
    private long? _before;
    private bool _isDone;

    /// <summary>How many writes were found so far.</summary>
    public long Found { get; private set; }

    /// <summary>The next writes; null after the last.</summary>
    public async Task<IReadOnlyList<UndoEntry>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        var scope = context.Request.Of!;
        _leftovers ??= await UndoLeftovers.ReadAsync(context.Request.Retries, memory.Journal, cancellationToken);
        var page = scope.Key is null ? await PageAsync(scope.Run, cancellationToken) : await OfRecordAsync(scope, cancellationToken);
        _isDone = page.Count < PageEntries;
        _before = page.Count > 0 ? page[^1].Id : _before;
        var entries = page.Where(entry => entry.RunId == scope.Run && (scope.Key is null || entry.Key == scope.Key)).Select(UndoEntry.Read).OfType<UndoEntry>().Where(_leftovers.Has).ToList();
        Found += entries.Count;
        return entries;
    }

    private Task<IReadOnlyList<JournalEntry>> PageAsync(Guid run, CancellationToken cancellationToken) =>
        memory.Journal.PageAsync(new JournalFilter { Exchange = context.Exchange, RunId = run, Kind = JournalKind.Record }, _before, PageEntries, cancellationToken);

    private Task<IReadOnlyList<JournalEntry>> OfRecordAsync(RunScope scope, CancellationToken cancellationToken) =>
        memory.Entries.OfRecordAsync(context.Exchange, scope.Flow ?? string.Empty, scope.Key!, _before, PageEntries, cancellationToken);
}
