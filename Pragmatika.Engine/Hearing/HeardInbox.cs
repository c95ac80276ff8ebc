using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Hearing;

/// <summary>Puts what any way heard into the inbox, then tells those who wait for it.</summary>
internal sealed class HeardInbox(ICrmInbox inbox, IEnumerable<IHeard> listeners, HearingMeters meters, ILogger<HeardInbox> logger)
{
    private readonly IHeard[] _listeners = [.. listeners];

    /// <summary>Returns how many records were new or moved. Throws <see cref="StoreException"/>; then nothing was told.</summary>
    public async Task<int> AppendAsync(string connection, IReadOnlyList<HeardChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return 0;
        }

        var appended = await inbox.AppendAsync(connection, changes, cancellationToken);
        if (appended > 0)
        {
            meters.Heard(changes[0].By, appended);
            Tell(connection, changes.Select(change => change.EntityTypeId).ToHashSet());
        }

        return appended;
    }

    private void Tell(string connection, IReadOnlyCollection<int> entityTypes)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener.Heard(connection, entityTypes);
            }
            catch (Exception exception)
            {
                // What was heard is kept: one bad listener must not make it look lost.
                logger.ListenerFailed(exception, connection);
            }
        }
    }
}
