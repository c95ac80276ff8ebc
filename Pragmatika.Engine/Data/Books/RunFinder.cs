using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IRunSearch"/>
internal sealed class RunFinder(IDbContextFactory<EngineDbContext> contexts) : IRunSearch
{
    public Task<FoundRuns> FindAsync(RunFilter filter, RunOrder order, bool descending, int skip, int count, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var fitting = Narrow(context.Runs.AsNoTracking(), filter);
        var rows = await Sort(fitting, order, descending).Skip(skip).Take(count).ToListAsync(cancellationToken);
        var total = skip == 0 && rows.Count < count ? rows.Count : await fitting.LongCountAsync(cancellationToken);
        return new FoundRuns(rows.ConvertAll(RunMapping.ToRecord), total);
    });

    private static IQueryable<RunRow> Narrow(IQueryable<RunRow> runs, RunFilter filter)
    {
        runs = filter.Exchange is { } exchange ? runs.Where(run => run.Exchange == exchange) : runs;
        runs = filter.State is { } state ? runs.Where(run => run.State == state) : runs;
        runs = filter.Mode is { } mode ? runs.Where(run => run.Mode == mode) : runs;
        runs = filter.IsDryRun is { } isDry ? runs.Where(run => run.IsDryRun == isDry) : runs;
        runs = filter.From is { } from ? runs.Where(run => run.StartedAt >= from) : runs;
        return filter.Before is { } before ? runs.Where(run => run.StartedAt < before) : runs;
    }

    private static IOrderedQueryable<RunRow> Sort(IQueryable<RunRow> runs, RunOrder order, bool descending)
    {
        var sorted = order switch
        {
            RunOrder.Exchange => By(run => run.Exchange),
            RunOrder.State => By(run => run.State),
            RunOrder.Mode => By(run => run.Mode),
            RunOrder.Rows => By(run => run.Rows),
            RunOrder.Requests => By(run => run.RestCalls),
            RunOrder.By => By(run => run.StartedBy),
            _ => By(run => run.StartedAt),
        };
        return sorted.ThenByDescending(run => run.StartedAt).ThenBy(run => run.Id);

        IOrderedQueryable<RunRow> By<TKey>(Expression<Func<RunRow, TKey>> key) => descending ? runs.OrderByDescending(key) : runs.OrderBy(key);
    }
}
