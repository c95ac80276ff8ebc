namespace Pragmatika.Engine.Links;

/// <summary>
/// The links as the next batch must see them: what the store holds, under what batches before it delivered but have not committed yet.
/// </summary>
internal sealed class LinkView(ILinkStore store, string exchange)
{
    private readonly List<LinkLayer> _layers = [];
    private readonly List<LinkPrefetch> _open = [];
    private readonly Lock _lock = new();

    /// <summary>Puts a batch's links on top until <see cref="Drop"/> says that they are committed.</summary>
    public LinkLayer Push(IReadOnlyList<Link> links)
    {
        var layer = new LinkLayer(links);
        lock (_lock)
        {
            _layers.Add(layer);
            foreach (var prefetch in _open)
            {
                prefetch.Put(layer);
            }
        }

        return layer;
    }

    public void Drop(LinkLayer layer)
    {
        lock (_lock)
        {
            _layers.Remove(layer);
        }
    }

    /// <summary>
    /// Begins to read ahead of the batches under way. What they deliver until <see cref="Close"/> is added by itself, whether the reading saw it or not.
    /// </summary>
    public LinkPrefetch Open()
    {
        lock (_lock)
        {
            var prefetch = new LinkPrefetch(store, exchange, _layers);
            _open.Add(prefetch);
            return prefetch;
        }
    }

    public void Close(LinkPrefetch prefetch)
    {
        lock (_lock)
        {
            _open.Remove(prefetch);
        }
    }

    /// <summary>Links by one match value: value → distinct links.</summary>
    public async Task<Dictionary<string, List<Link>>> FindByMatchAsync(
        string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var prefetch = Open(); // before the store is asked: a layer dropped meanwhile is in the store
        try
        {
            await prefetch.ReadMatchesAsync(flow, matchRule, values, cancellationToken);
            return prefetch.FindByMatch(flow, matchRule, values);
        }
        finally
        {
            Close(prefetch);
        }
    }
}
