using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Undo;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>What is remembered of earlier runs, for the runs that repeat, undo or mend them.</summary>
internal sealed record EarlierRuns(DryRunMemory DryRuns, UndoMemory Undo, RepairMemory Repair)
{
    /// <summary>Throws <see cref="RunRefusedException"/> when the request names an earlier run that is not there, not finished, or of another exchange.</summary>
    public Task CheckAsync(RunRequest request, CancellationToken cancellationToken) => request.Mode switch
    {
        RunMode.Exactly => DryRuns.CheckAsync(request, cancellationToken),
        RunMode.Repair => Repair.CheckAsync(request, cancellationToken),
        RunMode.Undo => Undo.CheckAsync(request, cancellationToken),
        _ => Task.CompletedTask,
    };
}
