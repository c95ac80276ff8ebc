using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Hearing.Polling;

/// <summary>
/// Hears changes by their modified time. Each poll reads everything modified since the last one, and a little before, in id order: pages cannot be mixed up by records that
/// change meanwhile, nor by many with one time. Records of a second that is not over yet are left to the next poll, so that a modified time once heard is final.
/// A quiet poll is one request, whatever the number of kinds. Not for two callers at once.
/// </summary>
internal sealed class ModifiedPoller(string connection, HeardInbox inbox, IHearingStore book, IOptions<HearingOptions> options, TimeProvider time)
{
    private const int AppendRows = 1000;
    private const int PageSize = 50;
    private static readonly string[] Select = ["id", "updatedTime"];

    /// <summary>How far most polls look back. Reading the whole overlap each time would cost many pages after a mass change.</summary>
    private static readonly TimeSpan ShortOverlap = TimeSpan.FromSeconds(10);

    private readonly RecentChanges _recent = new();
    private readonly ListeningStart _start = new(book, time);
    private DateTimeOffset _lookedBackAt = DateTimeOffset.MinValue;

    private TimeSpan Overlap => options.Value.PollOverlap;

    /// <summary>Returns how many records were heard. The first poll of a kind of record only notes where listening begins. Throws what the portal and the store throw.</summary>
    public async Task<int> PollAsync(IBitrixPortal portal, IReadOnlyList<CrmEntity> entities, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var isLookBack = began < _lookedBackAt || began - _lookedBackAt >= Overlap / 2;
        var overlap = isLookBack || Overlap < ShortOverlap ? Overlap : ShortOverlap;
        var heard = 0;
        foreach (var part in entities.Chunk(Math.Max(1, portal.BatchSize - 1)))
        {
            heard += await PollPartAsync(portal, part, overlap, cancellationToken);
        }

        _lookedBackAt = isLookBack ? began : _lookedBackAt;
        return heard;
    }

    private async Task<int> PollPartAsync(IBitrixPortal portal, CrmEntity[] entities, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var positions = await book.PositionsAsync(connection, cancellationToken);
        var known = Array.FindAll(entities, entity => positions.ContainsKey(entity.EntityTypeId));
        var commands = new List<BitrixCommand> { PortalNow.Command };
        foreach (var entity in known)
        {
            var position = positions[entity.EntityTypeId];
            commands.Add(portal.List(entity, PollWindow.Filter(PollWindow.Expected(position, overlap), position.OffsetMinutes), Select));
        }

        var answers = await portal.BatchAsync(commands, cancellationToken);
        var now = PortalNow.Read(answers[0], time);
        await _start.NoteAsync(connection, entities.Except(known), now, cancellationToken);
        var heard = 0;
        for (var index = 0; index < known.Length; index++)
        {
            heard += await TakeAsync(portal, known[index], positions[known[index].EntityTypeId], answers[index + 1], now, overlap, cancellationToken);
        }

        _recent.Forget(now.Second - Overlap);
        return heard;
    }

    /// <summary>The first page is here; it is all when it is not full and the portal's clock is as it was expected.</summary>
    private async Task<int> TakeAsync(
        IBitrixPortal portal, CrmEntity entity, HearingPositionRow position, CommandAnswer answer, PortalNow now, TimeSpan overlap, CancellationToken cancellationToken)
    {
        if (answer.Error is { } error)
        {
            throw new BitrixException(error.Kind, error, "crm.item.list: " + Messages.Of(error));
        }

        var page = portal.ItemsOf(entity, answer);
        var from = PollWindow.Of(position, now, overlap);
        var heard = page.Count < PageSize && PollWindow.IsAsExpected(position, now)
            ? await KeepAsync(Changes(entity, page, now), cancellationToken)
            : await ReadAllAsync(portal, entity, from, now, cancellationToken);
        (position.PolledTo, position.OffsetMinutes, position.Since) = (now.Second, now.OffsetMinutes, position.Since > from ? from : position.Since);
        await book.PolledAsync(position, cancellationToken);
        return heard;
    }

    private async Task<int> ReadAllAsync(IBitrixPortal portal, CrmEntity entity, DateTimeOffset from, PortalNow now, CancellationToken cancellationToken)
    {
        var changes = new List<HeardChange>();
        var heard = 0;
        await foreach (var item in portal.ReadAllAsync(entity, PollWindow.Filter(from, now.OffsetMinutes), Select, cancellationToken))
        {
            changes.AddRange(Changes(entity, [item], now));
            if (changes.Count >= AppendRows)
            {
                heard += await KeepAsync(changes, cancellationToken);
                changes.Clear();
            }
        }

        return heard + await KeepAsync(changes, cancellationToken);
    }

    private List<HeardChange> Changes(CrmEntity entity, IReadOnlyList<CrmItem> items, PortalNow now)
    {
        var changes = new List<HeardChange>(items.Count);
        foreach (var item in items)
        {
            if (item.UpdatedTime is { } modified && now.IsOver(modified) && !_recent.Has(entity.EntityTypeId, item.Id, modified))
            {
                changes.Add(new(entity.EntityTypeId, item.Id, HeardKind.Changed, HeardBy.Polling) { ModifiedAt = modified.ToUniversalTime(), CoveredFrom = now.SeenFrom(modified) });
            }
        }

        return changes;
    }

    private async Task<int> KeepAsync(List<HeardChange> changes, CancellationToken cancellationToken)
    {
        var heard = await inbox.AppendAsync(connection, changes, cancellationToken);
        changes.ForEach(_recent.Add);
        return heard;
    }
}
