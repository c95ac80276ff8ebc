using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>What is remembered of earlier runs, for the runs that undo them.</summary>
internal sealed class UndoMemory(IEngineStore store, IJournalReader journal, IRecordEntries entries, ILinkKeys links)
{
    public IJournalReader Journal => journal;

    public IRecordEntries Entries => entries;

    public ILinkKeys Links => links;

    public Task<RunRecord?> RunAsync(Guid run, CancellationToken cancellationToken) => store.RunAsync(run, cancellationToken);

    /// <summary>Throws <see cref="RunRefusedException"/> when the run to be undone is not there, not finished, or of another exchange.</summary>
    public async Task CheckAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var run = request.Of is { } of ? await store.RunAsync(of.Run, cancellationToken) : null;
        if (run is null || run.Exchange != request.Exchange || run.IsDryRun)
        {
            throw new RunRefusedException(UndoTexts.NoRun.With(request.Of?.Run, request.Exchange), []);
        }

        if (run.State == RunState.Running)
        {
            throw new RunRefusedException(UndoTexts.StillRunning.With(), []) { IsUnderWay = true };
        }

        if (request.Retries is { } earlier && !IsUndoOf(run.Id, await store.RunAsync(earlier, cancellationToken)))
        {
            throw new RunRefusedException(UndoTexts.NoUndo.With(earlier), []);
        }
    }

    private static bool IsUndoOf(Guid run, RunRecord? undo) => undo is { Mode: RunMode.Undo, IsDryRun: false, State: not RunState.Running, Of: { } of } && of.Run == run;
}
