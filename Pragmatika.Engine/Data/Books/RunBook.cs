using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Data.Books;

/// <summary>Reads runs and checkpoints.</summary>
internal sealed class RunBook(IDbContextFactory<EngineDbContext> contexts)
{
    public async Task<IReadOnlyList<RunRecord>> NewestAsync(string? exchange, int count, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.Runs.AsNoTracking()
            .Where(run => exchange == null || run.Exchange == exchange)
            .OrderByDescending(run => run.StartedAt)
            .Take(count)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(RunMapping.ToRecord);
    }

    public async Task<RunRecord?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, cancellationToken) is { } row ? RunMapping.ToRecord(row) : null;
    }

    public async Task<string?> RefuseAsync(Guid runId, string text, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        var refused = await context.Runs.Where(row => row.Id == runId && row.State == RunState.FuseBlown)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RunState.Cancelled).SetProperty(row => row.Message, row => row.Message + " " + text), cancellationToken);
        return refused == 0 ? null : await context.Runs.Where(row => row.Id == runId).Select(row => row.Exchange).SingleAsync(cancellationToken);
    }

    public async Task<string?> CheckpointAsync(string exchange, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Checkpoints.Where(row => row.Exchange == exchange).Select(row => row.Cursor).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<long> HighestCrmIdAsync(string exchange, string flow, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Scopes.Where(scope => scope.Exchange == exchange && scope.Flow == flow).Select(scope => scope.HighestCrmId).SingleOrDefaultAsync(cancellationToken);
    }
}
