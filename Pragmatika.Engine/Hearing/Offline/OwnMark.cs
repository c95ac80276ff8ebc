using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Events;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Hearing.Offline;

/// <summary>
/// Decides whether our writes carry the mark that keeps them out of our own offline queue: only where an installed application's queue is read, and the plan has the mark.
/// A write without it comes back and is recognised by its values, so that doubt costs nothing.
/// </summary>
internal sealed class OwnMark(IHearingStore book)
{
    public async Task PutAsync(IBitrixPortal portal, ConnectionSecret connection, CancellationToken cancellationToken)
    {
        if (connection.Kind == ConnectionKind.BitrixApplication && await IsReadAsync(connection.Name, cancellationToken) && await HasPlanAsync(portal, cancellationToken))
        {
            portal.Connector = OfflineReader.Connector;
        }
    }

    private async Task<bool> IsReadAsync(string connection, CancellationToken cancellationToken) =>
        (await book.WaysAsync(connection, cancellationToken)).Any(way => (HeardBy)way.Way == HeardBy.Offline && way is { WorkedAt: not null, Failure: null });

    private static async Task<bool> HasPlanAsync(IBitrixPortal portal, CancellationToken cancellationToken)
    {
        try
        {
            return await OfflineEvents.LeavesOutOwnAsync(portal, cancellationToken);
        }
        catch (BitrixException)
        {
            return false; // the run itself meets what is wrong with the portal, and says it
        }
    }
}
