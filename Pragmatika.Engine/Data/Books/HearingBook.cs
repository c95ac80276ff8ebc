using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IHearingStore"/>
internal sealed class HearingBook(IDbContextFactory<EngineDbContext> contexts, TimeProvider time) : IHearingStore
{
    private const int LongestFailure = 1000;

    public Task<HearingPositionRow?> PositionAsync(string connection, int entityTypeId, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.HearingPositions.AsNoTracking().SingleOrDefaultAsync(row => row.Connection == connection && row.EntityTypeId == entityTypeId, cancellationToken);
    });

    public Task<IReadOnlyDictionary<int, HearingPositionRow>> PositionsAsync(string connection, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyDictionary<int, HearingPositionRow>>(async () =>
        {
            await using var context = contexts.CreateDbContext();
            return await context.HearingPositions.AsNoTracking().Where(row => row.Connection == connection).ToDictionaryAsync(row => row.EntityTypeId, cancellationToken);
        });

    public Task BeginAsync(HearingPositionRow position, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        context.HearingPositions.Add(position);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await PositionAsync(position.Connection, position.EntityTypeId, cancellationToken) is null)
            {
                throw; // not that another was first
            }
        }
    });

    public Task PolledAsync(HearingPositionRow position, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        await context.HearingPositions
            .Where(row => row.Connection == position.Connection && row.EntityTypeId == position.EntityTypeId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.PolledTo, position.PolledTo)
                    .SetProperty(row => row.Since, position.Since)
                    .SetProperty(row => row.OffsetMinutes, position.OffsetMinutes),
                cancellationToken);
    });

    public Task SweptAsync(string connection, int entityTypeId, DateTimeOffset at, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        await context.HearingPositions
            .Where(row => row.Connection == connection && row.EntityTypeId == entityTypeId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SweptAt, (DateTimeOffset?)at), cancellationToken);
    });

    public Task<IReadOnlyList<HearingWayRow>> WaysAsync(string connection, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<HearingWayRow>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.HearingWays.AsNoTracking().Where(row => row.Connection == connection).ToListAsync(cancellationToken);
    });

    public Task WorkedAsync(string connection, HeardBy way, bool heard, CancellationToken cancellationToken) => ChangeWayAsync(
        connection,
        way,
        row =>
        {
            row.WorkedAt = time.GetUtcNow();
            row.HeardAt = heard ? row.WorkedAt : row.HeardAt;
            (row.FailedAt, row.Failure) = (null, null);
        },
        cancellationToken);

    public Task ForgetFailureAsync(string connection, HeardBy way, CancellationToken cancellationToken) =>
        ChangeWayAsync(connection, way, row => (row.FailedAt, row.Failure) = (null, null), cancellationToken);

    public Task FailedAsync(string connection, HeardBy way, string failure, CancellationToken cancellationToken) => ChangeWayAsync(
        connection,
        way,
        row => (row.FailedAt, row.Failure) = (time.GetUtcNow(), StoredText.Shorten(failure, LongestFailure)),
        cancellationToken);

    public Task<bool> TryListenAsync(string connection, string holder, TimeSpan duration, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var now = time.GetUtcNow();
        await using var context = contexts.CreateDbContext();
        if (!await context.HearingLeases.AnyAsync(row => row.Connection == connection, cancellationToken))
        {
            await AddLeaseAsync(connection, cancellationToken);
        }

        // A time far ahead is one that a wrong clock wrote.
        var farthest = now + duration + duration;
        return await context.HearingLeases
            .Where(row => row.Connection == connection && (row.Holder == holder || row.Holder == string.Empty || row.Until <= now || row.Until > farthest))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, holder).SetProperty(row => row.Until, now + duration), cancellationToken) > 0;
    });

    public Task LeaveAsync(string connection, string holder, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        await context.HearingLeases
            .Where(row => row.Connection == connection && row.Holder == holder)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, string.Empty), cancellationToken);
    });

    private Task ChangeWayAsync(string connection, HeardBy way, Action<HearingWayRow> change, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.HearingWays.SingleOrDefaultAsync(known => known.Connection == connection && known.Way == (byte)way, cancellationToken);
        if (row is null)
        {
            row = new HearingWayRow { Connection = connection, Way = (byte)way };
            context.HearingWays.Add(row);
        }

        change(row);
        await context.SaveChangesAsync(cancellationToken);
    });

    private async Task AddLeaseAsync(string connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = contexts.CreateDbContext();
            context.HearingLeases.Add(new HearingLeaseRow { Connection = connection, Holder = string.Empty, Until = DateTimeOffset.MinValue });
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another node made the row at the same moment; if it was something else, taking the lease tells.
        }
    }
}
