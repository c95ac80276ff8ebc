using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Data.Model;

namespace Pragmatika.Engine.Hearing.Polling;

/// <summary>
/// Hears changes by their modified time. Each poll reads everything modified since the last one, and a little before, in id order: pages cannot be mixed up by records that
/// change meanwhile, nor by many with one time. Records of a second that is not over yet are left to the next poll, so that a modified time once heard is final.
/// Not for two callers at once.
/// </summary>
internal sealed class ModifiedPoller(HeardInbox inbox, HearingBook book, IOptions<HearingOptions> options, TimeProvider time)
{
    private const int AppendRows = 1000;

    /// <summary>What the overlap brings again, by id; the inbox remembers the same across restarts.</summary>
    private readonly Dictionary<(string Connection, int EntityTypeId), Dictionary<long, long>> _recent = [];

    /// <summary>Returns how many records were heard. The first poll of a kind of record only notes where listening begins. Throws what the portal and the store throw.</summary>
    public async Task<int> PollAsync(IBitrixPortal portal, string connection, CrmEntity entity, CancellationToken cancellationToken)
    {
        var now = await PortalNow.AskAsync(portal, time, cancellationToken);
        var position = await book.PositionAsync(connection, entity.EntityTypeId, cancellationToken);
        var offset = (int)now.Second.Offset.TotalMinutes;
        if (position is null)
        {
            await book.BeginAsync(
                new HearingPositionRow { Connection = connection, EntityTypeId = entity.EntityTypeId, Since = now.Second, PolledTo = now.Second, OffsetMinutes = offset }, cancellationToken);
            return 0;
        }

        var from = From(position, now);
        var heard = await ReadAsync(portal, connection, entity, from, now, cancellationToken);
        (position.PolledTo, position.OffsetMinutes, position.Since) = (now.Second, offset, position.Since > from ? from : position.Since);
        await book.PolledAsync(position, cancellationToken);
        return heard;
    }

    /// <summary>Behind the last poll by the overlap, never before listening began; behind now by the overlap when the portal's clock was set back.</summary>
    private DateTimeOffset From(HearingPositionRow position, PortalNow now)
    {
        if (now.Second < position.PolledTo)
        {
            return now.Second - options.Value.PollOverlap;
        }

        // Where the portal's zone moved, its local times of the last hours are read wrongly by the difference.
        var moved = (now.Second.Offset - TimeSpan.FromMinutes(position.OffsetMinutes)).Duration();
        var from = position.PolledTo - options.Value.PollOverlap - moved;
        return from > position.Since ? from : position.Since;
    }

    private async Task<int> ReadAsync(IBitrixPortal portal, string connection, CrmEntity entity, DateTimeOffset from, PortalNow now, CancellationToken cancellationToken)
    {
        var recent = Recent(connection, entity.EntityTypeId);
        var changes = new List<HeardChange>();
        var heard = 0;
        await foreach (var item in portal.ReadAllAsync(entity, [new(">=updatedTime", [now.FilterText(from)])], ["id", "updatedTime"], cancellationToken))
        {
            if (item.UpdatedTime is { } modified && now.IsOver(modified) && recent.GetValueOrDefault(item.Id) != modified.UtcTicks)
            {
                changes.Add(new(entity.EntityTypeId, item.Id, HeardKind.Changed, HeardBy.Polling) { ModifiedAt = modified.ToUniversalTime(), CoveredFrom = now.SeenFrom(modified) });
                if (changes.Count == AppendRows)
                {
                    heard += await KeepAsync(connection, changes, recent, cancellationToken);
                }
            }
        }

        heard += await KeepAsync(connection, changes, recent, cancellationToken);
        Forget(recent, now.Second - options.Value.PollOverlap);
        return heard;
    }

    private async Task<int> KeepAsync(string connection, List<HeardChange> changes, Dictionary<long, long> recent, CancellationToken cancellationToken)
    {
        var heard = await inbox.AppendAsync(connection, changes, cancellationToken);
        foreach (var change in changes)
        {
            recent[change.CrmId] = change.ModifiedAt!.Value.UtcTicks;
        }

        changes.Clear();
        return heard;
    }

    /// <summary>The next poll reads from <paramref name="before"/> on: what is older does not come again.</summary>
    private static void Forget(Dictionary<long, long> recent, DateTimeOffset before)
    {
        foreach (var (id, ticks) in recent)
        {
            if (ticks < before.UtcTicks)
            {
                recent.Remove(id);
            }
        }
    }

    private Dictionary<long, long> Recent(string connection, int entityTypeId)
    {
        if (!_recent.TryGetValue((connection, entityTypeId), out var recent))
        {
            _recent[(connection, entityTypeId)] = recent = [];
        }

        return recent;
    }
}
