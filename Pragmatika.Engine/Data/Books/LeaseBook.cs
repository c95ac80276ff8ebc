using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Books;

/// <summary>
/// Leases by compare-and-set: whoever changes the row as he saw it has it. The fence grows with each taking; a holder that woke up late finds another one and cannot commit.
/// </summary>
internal sealed class LeaseBook(IDbContextFactory<EngineDbContext> contexts, TimeProvider time)
{
    public async Task<LeaseGrant?> TakeAsync(RunRecord run, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        await EnsureRowAsync(run.Exchange, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var seen = await context.Leases.AsNoTracking().SingleAsync(lease => lease.Exchange == run.Exchange, cancellationToken);
        if (seen.RunId is not null && seen.ExpiresAt > time.GetUtcNow() && ProcessMark.Parse(seen.Holder)?.IsGone() != true)
        {
            return null;
        }

        if (!await SwapAsync(context, seen, run, duration, cancellationToken))
        {
            return null;
        }

        if (seen.RunId is { } crashed)
        {
            await MarkCrashedAsync(context, crashed, cancellationToken);
        }

        context.Runs.Add(RunMapping.ToRow(run));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new LeaseGrant(seen.Fence + 1, !seen.IsClean);
    }

    public async Task<bool> RenewAsync(string exchange, long fence, TimeSpan duration, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + duration;
        await using var context = contexts.CreateDbContext();
        return await context.Leases
            .Where(lease => lease.Exchange == exchange && lease.Fence == fence && lease.RunId != null)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, until), cancellationToken) > 0;
    }

    public async Task EndAsync(RunRecord run, long fence, bool clean, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var lease = await context.Leases.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Exchange == run.Exchange && row.Fence == fence && row.RunId == run.Id, cancellationToken)
            ?? throw new LeaseLostException(run.Exchange);
        var isClean = IsCleanAfter(run, lease, clean);
        var freed = await context.Leases
            .Where(row => row.Exchange == run.Exchange && row.Fence == fence && row.RunId == run.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RunId, (Guid?)null).SetProperty(row => row.ExpiresAt, DateTimeOffset.MinValue).SetProperty(row => row.IsClean, isClean),
                cancellationToken);
        if (freed == 0)
        {
            throw new LeaseLostException(run.Exchange);
        }

        context.Runs.Update(RunMapping.ToRow(run));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// A run that writes nothing changes nothing. One that began after an unclean end makes it good only by going through to its end over all rows that may be concerned.
    /// </summary>
    private static bool IsCleanAfter(RunRecord run, LeaseRow lease, bool clean) =>
        run.IsDryRun
            ? lease.WasClean
            : clean && (lease.WasClean || (run.Mode.GoesOverAllRows() && run.State is RunState.Succeeded or RunState.NeedsPerson));

    private async Task EnsureRowAsync(string exchange, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        if (await context.Leases.AnyAsync(lease => lease.Exchange == exchange, cancellationToken))
        {
            return;
        }

        try
        {
            context.Leases.Add(new LeaseRow { Exchange = exchange, IsClean = true, WasClean = true });
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another process made the row at the same moment; if it was something else, reading the row tells.
        }
    }

    private async Task<bool> SwapAsync(EngineDbContext context, LeaseRow seen, RunRecord run, TimeSpan duration, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + duration;
        var holder = ProcessMark.Current.ToString();
        return await context.Leases
            .Where(lease => lease.Exchange == seen.Exchange && lease.Fence == seen.Fence && lease.RunId == seen.RunId && lease.ExpiresAt == seen.ExpiresAt)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(lease => lease.Fence, seen.Fence + 1)
                    .SetProperty(lease => lease.RunId, run.Id)
                    .SetProperty(lease => lease.ExpiresAt, until)
                    .SetProperty(lease => lease.WasClean, seen.IsClean)
                    .SetProperty(lease => lease.IsClean, seen.IsClean && run.IsDryRun)
                    .SetProperty(lease => lease.Holder, holder),
                cancellationToken) > 0;
    }

    private async Task MarkCrashedAsync(EngineDbContext context, Guid runId, CancellationToken cancellationToken)
    {
        using var later = StoredText.ForLater();
        var (now, message) = (time.GetUtcNow(), StoreTexts.Crashed.With());
        await context.Runs
            .Where(row => row.Id == runId && row.State == RunState.Running)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, RunState.Crashed)
                    .SetProperty(row => row.EndedAt, (DateTimeOffset?)now)
                    .SetProperty(row => row.Message, message),
                cancellationToken);
    }
}
