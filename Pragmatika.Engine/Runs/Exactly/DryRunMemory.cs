using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Runs.Exactly;

/// <summary>What is remembered of dry runs, for the runs that repeat them.</summary>
internal sealed class DryRunMemory(IEngineStore store, IPlannedChanges planned, IExchangeVersions versions)
{
    public async Task<ExactPlan> PlanAsync(ExchangeDefinition definition, Guid dryRun, CancellationToken cancellationToken)
    {
        var run = await store.RunAsync(dryRun, cancellationToken) ?? throw new RunRefusedException(ExactTexts.NoDryRun.With(dryRun, definition.Name), []);
        return await ExactPlan.LoadAsync(planned, run, await IsChangedSinceAsync(definition, run.StartedAt, cancellationToken), cancellationToken);
    }

    /// <summary>Throws <see cref="RunRefusedException"/> when the dry run is not there, not finished, of another exchange, or nothing is kept of it.</summary>
    public async Task CheckAsync(RunRequest request, CancellationToken cancellationToken)
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
