using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Runs;

/// <summary>What is remembered of earlier runs, for the runs that repeat or undo them.</summary>
internal sealed class RunMemory(
    IEngineStore store, IPlannedChanges planned, IJournalReader journal, IRecordHistory history, CompareBook findings, IDbContextFactory<EngineDbContext> contexts)
{
    public CompareBook Findings => findings;

    public IJournalReader Journal => journal;

    public IRecordHistory History => history;

    public IDbContextFactory<EngineDbContext> Contexts => contexts;

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
            var report = request is { Of: { } of, Repair: not null } ? await findings.FindAsync(of.Run, cancellationToken) : null;
            if (report?.Exchange != request.Exchange)
            {
                throw new RunRefusedException(CompareTexts.NoReport.With(request.Of?.Run), []);
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

    /// <summary>The keys of a flow that are linked to CRM records, by the record's id.</summary>
    public Task<ILookup<long, string>> KeysOfAsync(string exchange, string flow, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var scope = await context.Scopes.Where(one => one.Exchange == exchange && one.Flow == flow).Select(one => one.Id).SingleOrDefaultAsync(cancellationToken);
        var links = new List<(long Id, string Key)>();
        foreach (var part in ids.Chunk(500))
        {
            var found = await context.Links.AsNoTracking().Where(link => link.FlowId == scope && part.Contains(link.CrmId)).Select(link => new { link.CrmId, link.Key }).ToListAsync(cancellationToken);
            links.AddRange(found.Select(link => (link.CrmId, link.Key)));
        }

        return links.ToLookup(link => link.Id, link => link.Key);
    });

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

    private Task<bool> IsChangedSinceAsync(ExchangeDefinition definition, DateTimeOffset at, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var then = await context.ExchangeVersions.AsNoTracking().Where(version => version.Name == definition.Name && version.SavedAt <= at)
            .OrderByDescending(version => version.Version).Select(version => version.Definition).FirstOrDefaultAsync(cancellationToken);
        return then is not null && !DefinitionHash.Of(ExchangeJson.Read(then)).AsSpan().SequenceEqual(DefinitionHash.Of(definition));
    });
}
