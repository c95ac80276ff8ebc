using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing.Offline;
using Pragmatika.Engine.Hearing.Polling;
using Pragmatika.Engine.Hearing.Sweep;
using Pragmatika.Engine.Hearing.Ways;

namespace Pragmatika.Engine.Hearing;

/// <summary>What all listeners share.</summary>
internal sealed record ListenerParts(
    ListenedPortals Portals, HeardInbox Inbox, IHearingStore Book, IdSweep Sweep, IOptions<HearingOptions> Options, TimeProvider Time, ILogger<Listener> Logger);

/// <summary>Listens to one portal for one plan, a round at a time. Each way may have one round under way; different ways may run at once.</summary>
internal sealed class Listener(ListenedConnection plan, ListenerParts parts)
{
    private static readonly TimeSpan Reopen = TimeSpan.FromMinutes(10);

    private readonly ModifiedPoller _poller = new(plan.Name, parts.Inbox, parts.Book, parts.Options, parts.Time);
    private Opened? _opened;

    public ListenedConnection Plan => plan;

    /// <summary>Forgets the open portal: the next round opens the connection as it is stored then.</summary>
    public void Close() => Volatile.Write(ref _opened, null);

    public async Task<int> PollAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        return await _poller.PollAsync(opened.Portal, await EntitiesAsync(opened.Portal, cancellationToken), cancellationToken);
    }

    /// <summary>Throws <see cref="HearingException"/> where the connection or the portal's plan has no such queue.</summary>
    public async Task<int> ReadOfflineAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        if (opened.Kind != ConnectionKind.BitrixApplication)
        {
            throw new HearingException(HearingTexts.NeedsApplicationCode, HearingTexts.NeedsApplication);
        }

        if (opened.Offline is null)
        {
            if (!await OfflineReader.IsPossibleAsync(opened.Portal, cancellationToken))
            {
                throw new HearingException(HearingTexts.NeedsPlanCode, HearingTexts.NeedsPlan);
            }

            opened.Offline = new OfflineReader(opened.Portal, plan.Name, parts.Inbox, parts.Time, parts.Logger);
        }

        var entities = await EntitiesAsync(opened.Portal, cancellationToken);
        return await opened.Offline.ReadAsync(entities.ConvertAll(entity => entity.EntityTypeId), cancellationToken);
    }

    /// <summary>Sweeps the kinds of record whose time has come, or all when <paramref name="all"/>.</summary>
    public async Task<int> SweepAsync(bool all, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        var heard = 0;
        foreach (var listened in plan.Entities)
        {
            var entity = await opened.Portal.EntityAsync(listened.Entity, cancellationToken);
            if (all || await IsDueAsync(entity.EntityTypeId, cancellationToken))
            {
                heard += await parts.Sweep.SweepAsync(opened.Portal, plan.Name, entity, listened.Flows, cancellationToken);
            }
        }

        return heard;
    }

    private async Task<List<CrmEntity>> EntitiesAsync(IBitrixPortal portal, CancellationToken cancellationToken)
    {
        var entities = new List<CrmEntity>(plan.Entities.Count);
        foreach (var listened in plan.Entities)
        {
            entities.Add(await portal.EntityAsync(listened.Entity, cancellationToken));
        }

        return entities;
    }

    private async Task<bool> IsDueAsync(int entityTypeId, CancellationToken cancellationToken)
    {
        var swept = (await parts.Book.PositionAsync(plan.Name, entityTypeId, cancellationToken))?.SweptAt;
        var age = parts.Time.GetUtcNow() - swept;
        return age is null || age < TimeSpan.Zero || age >= parts.Options.Value.SweepEvery;
    }

    private async Task<Opened> OpenAsync(CancellationToken cancellationToken)
    {
        var now = parts.Time.GetUtcNow();
        if (Volatile.Read(ref _opened) is { } opened && now - opened.At < Reopen)
        {
            return opened;
        }

        var (kind, portal) = await parts.Portals.OpenAsync(plan.Name, cancellationToken);
        var fresh = new Opened(kind, portal, now);
        Volatile.Write(ref _opened, fresh);
        return fresh;
    }

    private sealed class Opened(ConnectionKind kind, IBitrixPortal portal, DateTimeOffset at)
    {
        public ConnectionKind Kind => kind;

        public IBitrixPortal Portal => portal;

        public DateTimeOffset At => at;

        /// <summary>Made by the first reading that found the queue usable.</summary>
        public OfflineReader? Offline { get; set; }
    }
}
