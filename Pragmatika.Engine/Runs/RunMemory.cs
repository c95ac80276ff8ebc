using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Repair;

namespace Pragmatika.Engine.Runs;

/// <summary>What is remembered of earlier runs, for the runs that repeat or undo them.</summary>
internal sealed class RunMemory(
    IEngineStore store, IPlannedChanges planned, IJournalReader journal, IRecordEntries entries, ILinkKeys links, IRepairFindings findings, IExchangeVersions versions)
{
    public IRepairFindings Findings => findings;

    public IJournalReader Journal => journal;

    public IRecordEntries Entries => entries;

    public ILinkKeys Links => links;

    public Task<RunRecord?> RunAsync(Guid run, CancellationToken cancellationToken) => store.RunAsync(run, cancellationToken);

    /// <summary>Throws <see cref="RunRefusedException"/> when the request names an earlier run that is not there, not finished, or of another exchange.</summary>
    public async Task CheckAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (request.Mode == RunMode.Exactly)
        {
            await CheckExactlyAsync(request, cancellationToken);
        }
        else if (request.Mode == RunMode.Repair)
        {
            var compared = request is { Of: { } of, Repair: not null } ? await findings.ExchangeOfAsync(of.Run, cancellationToken) : null;
            if (compared != request.Exchange)
            {
                throw new RunRefusedException(RepairTexts.NoReport.With(request.Of?.Run), []);
            }
        }
        else if (request.Mode == RunMode.Undo)
        {
            var run = request.Of is { } of ? await store.RunAsync(of.Run, cancellationToken) : null;
            if (run is null || run.Exchange != request.Exchange || run.IsDryRun)
            {
                throw new RunRefusedException(Undo.UndoTexts.NoRun.With(request.Of?.Run, request.Exchange), []);
            }

            if (run.State == RunState.Running)
            {
                throw new RunRefusedException(Undo.UndoTexts.StillRunning.With(), []) { IsUnderWay = true };
            }

            if (request.Retries is { } earlier && !IsUndoOf(run.Id, await store.RunAsync(earlier, cancellationToken)))
            {
                throw new RunRefusedException(Undo.UndoTexts.NoUndo.With(earlier), []);
            }
        }
    }

    private static bool IsUndoOf(Guid run, RunRecord? undo) => undo is { Mode: RunMode.Undo, IsDryRun: false, State: not RunState.Running, Of: { } of } && of.Run == run;

    public async Task<ExactPlan> PlanAsync(ExchangeDefinition definition, Guid dryRun, CancellationToken cancellationToken)
    {
        var run = await store.RunAsync(dryRun, cancellationToken) ?? throw new RunRefusedException(ExactTexts.NoDryRun.With(dryRun, definition.Name), []);
        return await ExactPlan.LoadAsync(planned, run, await IsChangedSinceAsync(definition, run.StartedAt, cancellationToken), cancellationToken);
    }

    private async Task CheckExactlyAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var run = request.Of is { } of ? await store.RunAsync(of.Run, cancellationToken) : null;
        if (run is not { IsDryRun: true } || run.Exchange != request.Exchange || run.Mode == RunMode.Undo)
        {
            throw new RunRefusedException(ExactTexts.NoDryRun.With(request.Of?.Run, request.Exchange), []);
        }

        if (run.State is not (RunState.Succeeded or RunState.NeedsPerson))
        {
            throw new RunRefusedException(ExactTexts.NotFinished.With(run.Id), []);
        }

        if ((await planned.CountsAsync(run.Id, cancellationToken)).Count == 0)
        {
            throw new RunRefusedException(ExactTexts.NothingKept.With(run.Id), []);
        }
    }

    private async Task<bool> IsChangedSinceAsync(ExchangeDefinition definition, DateTimeOffset at, CancellationToken cancellationToken) =>
        await versions.AsOfAsync(definition.Name, at, cancellationToken) is { } then && !DefinitionHash.Of(then).AsSpan().SequenceEqual(DefinitionHash.Of(definition));
}
