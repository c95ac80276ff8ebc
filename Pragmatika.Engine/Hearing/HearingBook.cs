using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Hearing;

/// <summary>How far each portal has been heard, who listens to it, and how each way fares. Throws <see cref="StoreException"/>.</summary>
internal sealed class HearingBook(IDbContextFactory<EngineDbContext> contexts, TimeProvider time)
{
    private const int LongestFailure = 1000;

    public Task<HearingPositionRow?> PositionAsync(string connection, int entityTypeId, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.HearingPositions.AsNoTracking().SingleOrDefaultAsync(row => row.Connection == connection && row.EntityTypeId == entityTypeId, cancellationToken);
    });

    /// <summary>All positions of a portal by kind of record.</summary>
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
        await context.SaveChangesAsync(cancellationToken);
    });

    /// <summary>Saves what polling keeps; the sweep's mark stays.</summary>
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

    /// <summary>A sweep that began at <paramref name="at"/> went through; what polling keeps stays.</summary>
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

    /// <summary>The way worked just now; <paramref name="heard"/> when it brought something.</summary>
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

    /// <summary>What failed before stands no longer in the way; whether it works is not known yet.</summary>
    public Task ForgetFailureAsync(string connection, HeardBy way, CancellationToken cancellationToken) =>
        ChangeWayAsync(connection, way, row => (row.FailedAt, row.Failure) = (null, null), cancellationToken);

    public Task FailedAsync(string connection, HeardBy way, string failure, CancellationToken cancellationToken) => ChangeWayAsync(
        connection,
        way,
        row => (row.FailedAt, row.Failure) = (time.GetUtcNow(), StoredText.Shorten(failure, LongestFailure)),
        cancellationToken);

    /// <summary>Takes or prolongs the right to listen; false while another node has it. A node that dies is replaced once its time is over.</summary>
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
