using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Hearing;

/// <summary>
/// Notes where listening to a kind of record begins: changes before that moment of the portal's clock are none of ours. Whoever makes records notes it first, or what people do
/// to them before the first poll got through would never be heard.
/// </summary>
internal sealed class ListeningStart(IHearingStore book, TimeProvider time)
{
    /// <summary>Asks the portal for its clock only where a kind has no beginning yet. A beginning that is there stays. Throws what the portal and the store throw.</summary>
    public async Task EnsureAsync(IBitrixPortal portal, string connection, IReadOnlyCollection<CrmEntity> entities, CancellationToken cancellationToken)
    {
        var known = await book.PositionsAsync(connection, cancellationToken);
        var unknown = entities.Where(entity => !known.ContainsKey(entity.EntityTypeId)).ToList();
        if (unknown.Count > 0)
        {
            await NoteAsync(connection, unknown, await PortalNow.AskAsync(portal, time, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The same where the portal's clock is known.</summary>
    public async Task NoteAsync(string connection, IEnumerable<CrmEntity> entities, PortalNow now, CancellationToken cancellationToken)
    {
        foreach (var entityTypeId in entities.Select(entity => entity.EntityTypeId).Distinct())
        {
            await book.BeginAsync(
                new HearingPositionRow { Connection = connection, EntityTypeId = entityTypeId, Since = now.Second, PolledTo = now.Second, OffsetMinutes = now.OffsetMinutes },
                cancellationToken);
        }
    }
}
