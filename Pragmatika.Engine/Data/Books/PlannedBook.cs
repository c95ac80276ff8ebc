using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IPlannedChanges"/>
internal sealed class PlannedBook(IHotTables tables, IDbContextFactory<EngineDbContext> contexts, TimeProvider time) : IPlannedChanges
{
    private const int DropRows = 5000;

    public Task AppendAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken) => changes.Count == 0
        ? Task.CompletedTask
        : StoreErrors.GuardAsync(() => tables.WriteAsync(write => write.PlannedAsync(runId, changes, cancellationToken), cancellationToken));

    public Task<IReadOnlyList<PlannedCount>> CountsAsync(Guid runId, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<PlannedCount>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var counts = context.PlannedChanges.Where(row => row.RunId == runId).GroupBy(row => new { row.Flow, row.Kind }).Select(group => new { group.Key.Flow, group.Key.Kind, Count = group.LongCount() });

        // SQLite counts on the calling thread.
        var rows = await Task.Run(() => counts.ToListAsync(cancellationToken), cancellationToken);
        return [.. rows.Select(row => new PlannedCount(row.Flow, (PlannedKind)row.Kind, row.Count)).OrderBy(count => count.Flow, StringComparer.Ordinal).ThenBy(count => count.Kind)];
    });

    public Task<IReadOnlyList<PlannedChange>> PageAsync(Guid runId, PlannedFilter filter, long after, int count, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyList<PlannedChange>>(async () =>
        {
            await using var context = contexts.CreateDbContext();
            var rows = Matching(context, filter).Where(row => row.RunId == runId && row.Number > after);
            if (filter.Kind is { } kind)
            {
                rows = rows.Where(row => row.Kind == (byte)kind);
            }

            if (filter.Flow is { } flow)
            {
                rows = rows.Where(row => row.Flow == flow);
            }

            var page = await Task.Run(() => rows.AsNoTracking().OrderBy(row => row.Number).Take(count).ToListAsync(cancellationToken), cancellationToken);
            return page.ConvertAll(ToChange);
        });

    public Task<long> RetainAsync(TimeSpan age, long maxChanges, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var oldest = time.GetUtcNow() - age;
        await using var context = contexts.CreateDbContext();
        var counted = await context.PlannedChanges.GroupBy(row => row.RunId).Select(group => new { RunId = group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
        var started = await context.Runs.Where(run => run.IsDryRun).Select(run => new { run.Id, run.StartedAt }).ToDictionaryAsync(run => run.Id, run => run.StartedAt, cancellationToken);
        long kept = 0;
        long gone = 0;
        foreach (var run in counted.OrderByDescending(run => started.GetValueOrDefault(run.RunId)))
        {
            kept += run.Count;
            if (started.GetValueOrDefault(run.RunId) < oldest || kept > maxChanges)
            {
                gone += await DropAsync(context, run.RunId, cancellationToken);
            }
        }

        return gone;
    });

    /// <summary>A few thousand at a time, so that no run waits long for the lock.</summary>
    private static async Task<long> DropAsync(EngineDbContext context, Guid runId, CancellationToken cancellationToken)
    {
        long gone = 0;
        while (await context.PlannedChanges.Where(row => row.RunId == runId).MinAsync(row => (long?)row.Number, cancellationToken) is { } first)
        {
            gone += await context.PlannedChanges.Where(row => row.RunId == runId && row.Number < first + DropRows).ExecuteDeleteAsync(cancellationToken);
        }

        return gone;
    }

    private static IQueryable<PlannedChangeRow> Matching(EngineDbContext context, PlannedFilter filter)
    {
        if (string.IsNullOrWhiteSpace(filter.Text))
        {
            return context.PlannedChanges;
        }

        var text = filter.Text.Trim();
        var id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (context is SqliteEngineDbContext)
        {
            return context.PlannedChanges.FromSql(
                $"SELECT * FROM planned_changes WHERE crm_id = {id} OR contains_text(title, {text}) OR contains_text(source_key, {text}) OR contains_text(why, {text}) OR contains_text(changes, {text})");
        }

        var pattern = SearchPattern.Containing(text);
        return context is PostgreSqlEngineDbContext
            ? context.PlannedChanges.Where(row => row.CrmId == id || EF.Functions.ILike(row.Title, pattern, @"\") || EF.Functions.ILike(row.Key, pattern, @"\")
                || EF.Functions.ILike(row.Why, pattern, @"\") || (row.Changes != null && EF.Functions.ILike(row.Changes, pattern, @"\")))
            : context.PlannedChanges.Where(row => row.CrmId == id || EF.Functions.Like(row.Title, pattern, @"\") || EF.Functions.Like(row.Key, pattern, @"\")
                || EF.Functions.Like(row.Why, pattern, @"\") || (row.Changes != null && EF.Functions.Like(row.Changes, pattern, @"\")));
    }

    private static PlannedChange ToChange(PlannedChangeRow row) => new()
    {
        Number = row.Number,
        Kind = (PlannedKind)row.Kind,
        Flow = row.Flow,
        Key = row.Key,
        CrmId = row.CrmId,
        Title = row.Title,
        Why = StoredText.Read(row.Why),
        Changes = row.Changes,
    };
}
