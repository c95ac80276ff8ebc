using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Fuses;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IFuseHistory"/>
internal sealed class FuseHistory(IDbContextFactory<EngineDbContext> contexts) : IFuseHistory
{
    /// <summary>How many of the last good runs say what is usual.</summary>
    private const int RunsCompared = 11;

    public Task<long> LinkedAsync(string exchange, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var flows = await context.Scopes.Where(scope => scope.Exchange == exchange && scope.Flow != string.Empty).Select(scope => scope.Id).ToListAsync(cancellationToken);
        return await context.Links.LongCountAsync(link => flows.Contains(link.FlowId), cancellationToken);
    });

    public Task<long?> UsualAsync(string exchange, RunMode mode, FuseSubject subject, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        if (subject is FuseSubject.BlankedFields or FuseSubject.Deletes)
        {
            return null;
        }

        await using var context = contexts.CreateDbContext();
        var runs = await context.Runs.AsNoTracking()
            .Where(run => run.Exchange == exchange && run.Mode == mode && !run.IsDryRun && (run.State == RunState.Succeeded || run.State == RunState.NeedsPerson))
            .OrderByDescending(run => run.StartedAt)
            .Take(RunsCompared)
            .ToListAsync(cancellationToken);
        return Median([.. runs.Select(row => RunMapping.ToRecord(row).Total).Select(total => subject == FuseSubject.Creates ? total.Created : total.Updated)]);
    });

    private static long? Median(List<long> values)
    {
        values.Sort();
        return values.Count == 0 ? null : values[values.Count / 2];
    }
}
