using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Events;

namespace Pragmatika.Engine.Hearing.Offline;

/// <summary>Empties the queue of events of one portal's application: reserve, keep, clear. Made anew when its connection changes.</summary>
internal sealed class OfflineReader(IBitrixPortal portal, string connection, HeardInbox inbox, TimeProvider time, ILogger logger)
{
    /// <summary>The mark of our own changes: sent with them, the portal does not queue them for us.</summary>
    public const string Connector = "pragmatika";

    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(5);

    private readonly OfflineEvents _events = new(portal, Connector);
    private readonly HashSet<int> _bound = [];
    private DateTimeOffset _lookedBack = DateTimeOffset.MinValue;

    /// <summary>Whether the portal's plan lets the queue be read without losing what a crash leaves; asked once. Throws <see cref="BitrixException"/>.</summary>
    public static Task<bool> IsPossibleAsync(IBitrixPortal portal, CancellationToken cancellationToken) => OfflineEvents.IsExtendedAsync(portal, cancellationToken);

    /// <summary>Reads until the queue is empty and returns how many records were heard.</summary>
    public async Task<int> ReadAsync(IReadOnlyCollection<int> entityTypes, CancellationToken cancellationToken)
    {
        await BindAsync(entityTypes, cancellationToken);
        var heard = await TakeUpAsync(cancellationToken);
        try
        {
            while (await _events.ReserveAsync(cancellationToken) is { Rows: > 0 } reserved)
            {
                heard += await KeepAsync(reserved, cancellationToken);
            }
        }
        catch
        {
            // Rows may be reserved under a name that never reached us.
            _lookedBack = DateTimeOffset.MinValue;
            throw;
        }

        return heard;
    }

    private async Task BindAsync(IReadOnlyCollection<int> entityTypes, CancellationToken cancellationToken)
    {
        if (!_bound.IsSupersetOf(entityTypes))
        {
            await _events.BindAsync(entityTypes.SelectMany(EventNames.Of), cancellationToken);
            _bound.UnionWith(entityTypes);
        }
    }

    private async Task<int> TakeUpAsync(CancellationToken cancellationToken)
    {
        var age = time.GetUtcNow() - _lookedBack;
        if (age >= TimeSpan.Zero && age < LookBack)
        {
            return 0;
        }

        var heard = 0;
        foreach (var left in await _events.LeftBehindAsync(cancellationToken))
        {
            logger.LeftBehind(connection, left.Rows);
            heard += await KeepAsync(left, cancellationToken);
        }

        _lookedBack = time.GetUtcNow();
        return heard;
    }

    private async Task<int> KeepAsync(ReservedEvents reserved, CancellationToken cancellationToken)
    {
        var changes = reserved.Records.Select(record =>
            new HeardChange(record.EntityTypeId, record.Id, record.IsDelete ? HeardKind.Deleted : HeardKind.Changed, HeardBy.Offline)).ToList();
        var heard = await inbox.AppendAsync(connection, changes, cancellationToken);
        await _events.ClearAsync(reserved.Process, cancellationToken);
        return heard;
    }
}
