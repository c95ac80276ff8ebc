using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Hearing;

namespace Pragmatika.Engine.Data.Store;

/// <summary>
/// The inbox of all connections. Writers take turns at its counter, so a row is compared with what is there and written without another one in between.
/// </summary>
internal sealed class CrmInbox(IHotTables tables, IDbContextFactory<EngineDbContext> contexts, TimeProvider time) : ICrmInbox, ICrmMemory
{
    private const int WriteRows = 5000;
    private const int PageRows = 5000;

    public Task<int> AppendAsync(string connection, IReadOnlyList<HeardChange> changes, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var appended = 0;
        var heardAt = time.GetUtcNow().UtcTicks;
        var unique = LastOf.Each(changes, change => (change.EntityTypeId, change.CrmId));
        foreach (var part in unique.Chunk(WriteRows))
        {
            await tables.WriteAsync(
                async write =>
                {
                    var first = await CommitCounter.TakeAsync(write, CounterRow.Inbox, part.Length, cancellationToken);
                    appended += await write.InboxAsync(new InboxWrite(connection, heardAt, first, part), cancellationToken);
                },
                cancellationToken);
        }

        return appended;
    });

    public Task<InboxPage> ReadAsync(string connection, IReadOnlyCollection<int> entityTypes, long after, int limit, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () =>
        {
            await using var context = contexts.CreateDbContext();

            // The bound first: what is committed later has higher sequences.
            var bound = await context.Counters.Where(counter => counter.Name == CounterRow.Inbox).Select(counter => counter.Value).SingleAsync(cancellationToken);
            var types = entityTypes.ToList();
            var rows = await context.Inbox.AsNoTracking()
                .Where(row => row.Connection == connection && row.Sequence > 0 && row.Sequence > after && row.Sequence <= bound && types.Contains(row.EntityTypeId))
                .OrderBy(row => row.Sequence)
                .Take(limit)
                .ToListAsync(cancellationToken);
            var isFull = rows.Count == limit;
            return new InboxPage(rows.ConvertAll(Record), isFull ? rows[^1].Sequence : Math.Max(bound, after), isFull);
        });

    public Task PurgeAsync(string connection, long upTo, CancellationToken cancellationToken) => StoreErrors.GuardAsync(() => tables.WriteAsync(
        async write =>
        {
            // Holding the counter keeps writers away, who would lock the same rows in another order.
            await CommitCounter.TakeAsync(write, CounterRow.Inbox, 0, cancellationToken);
            await write.Connection.ExecuteAsync(new CommandDefinition(
                "UPDATE crm_inbox SET sequence = 0 WHERE connection = @connection AND sequence > 0 AND sequence <= @upTo",
                new { connection, upTo },
                write.Transaction,
                cancellationToken: cancellationToken));
        },
        cancellationToken));

    public async IAsyncEnumerable<RememberedRecord> RememberedAsync(string connection, int entityTypeId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        for (var isLast = false; !isLast;)
        {
            var page = await PageAsync(connection, entityTypeId, after, cancellationToken);
            foreach (var row in page)
            {
                yield return new RememberedRecord(row.CrmId, (HeardKind)row.Kind, row.HeardAt == 0 ? null : Moment(row.HeardAt), Moment(row.ModifiedAt), row.Bindings);
                after = row.CrmId;
            }

            isLast = page.Count < PageRows;
        }
    }

    public Task RememberAsync(string connection, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () =>
        {
            foreach (var part in records.Chunk(WriteRows))
            {
                await tables.WriteAsync(
                    async write =>
                    {
                        await CommitCounter.TakeAsync(write, CounterRow.Inbox, 0, cancellationToken);
                        await write.BindingsAsync(connection, entityTypeId, part, cancellationToken);
                    },
                    cancellationToken);
            }
        });

    private Task<List<HeardRow>> PageAsync(string connection, int entityTypeId, long after, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.Inbox.AsNoTracking()
            .Where(row => row.Connection == connection && row.EntityTypeId == entityTypeId && row.CrmId > after)
            .OrderBy(row => row.CrmId)
            .Take(PageRows)
            .ToListAsync(cancellationToken);
    });

    private static HeardRecord Record(HeardRow row) =>
        new(row.Sequence, row.EntityTypeId, row.CrmId, (HeardKind)row.Kind, (HeardBy)row.HeardBy, Moment(row.HeardAt), Moment(row.ModifiedAt));

    private static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? Moment(long? ticks) => ticks is { } known ? Moment(known) : null;
}
