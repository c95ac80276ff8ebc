using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IPausedStore"/>
internal sealed class PausedBook(IDbContextFactory<EngineDbContext> contexts) : IPausedStore
{
    public Task<IReadOnlyList<PausedRecord>> ListAsync(string? exchange, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<PausedRecord>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.PausedRecords.AsNoTracking().Where(row => exchange == null || row.Exchange == exchange).OrderBy(row => row.Until).ToListAsync(cancellationToken);
        return rows.ConvertAll(ToRecord);
    });

    public Task<PausedRecord?> FindAsync(string exchange, string flow, string key, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await Of(context, exchange, flow, key).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } row ? ToRecord(row) : null;
    });

    public Task PutAsync(PausedRecord record, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = await Of(context, record.Exchange, record.Flow, record.Key).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            context.PausedRecords.Add(row = new PausedRecordRow { Exchange = record.Exchange, Flow = record.Flow, Key = record.Key, Reason = string.Empty, PausedBy = string.Empty });
        }

        (row.Reason, row.Until, row.PausedAt, row.PausedBy) = (record.Reason, record.Until, record.PausedAt, record.PausedBy);
        await context.SaveChangesAsync(cancellationToken);
    });

    public Task RemoveAsync(string exchange, string flow, string key, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        await Of(context, exchange, flow, key).ExecuteDeleteAsync(cancellationToken);
    });

    private static IQueryable<PausedRecordRow> Of(EngineDbContext context, string exchange, string flow, string key) =>
        context.PausedRecords.Where(row => row.Exchange == exchange && row.Flow == flow && row.Key == key);

    private static PausedRecord ToRecord(PausedRecordRow row) => new()
    {
        Exchange = row.Exchange,
        Flow = row.Flow,
        Key = row.Key,
        Reason = row.Reason,
        Until = row.Until,
        PausedAt = row.PausedAt,
        PausedBy = row.PausedBy,
    };
}
