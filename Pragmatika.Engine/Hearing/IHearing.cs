namespace Pragmatika.Engine.Hearing;

/// <summary>Hears portals on demand; the background service uses the same rounds.</summary>
public interface IHearing
{
    /// <summary>
    /// One round of one way for a connection that an exchange listens to: asks, commits to the inbox, tells <see cref="IHeard"/>. Returns how many records were heard; 0 for a
    /// connection nobody listens to, and for calls of the portal, which come by themselves. A sweep goes over all ids, due or not. Rounds of one way wait for each other.
    /// Throws what failed, after noting it for the connection's page.
    /// </summary>
    Task<int> HearAsync(string connection, HeardBy way, CancellationToken cancellationToken);
}
