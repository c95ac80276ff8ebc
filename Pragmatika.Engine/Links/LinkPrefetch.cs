namespace Pragmatika.Engine.Links;

/// <summary>
/// Links read from the store for one batch while the batches before it are still delivered, and what those delivered since. Read first, find later: a value that was
/// not read is found only among the layers.
/// </summary>
internal sealed class LinkPrefetch(ILinkStore store, string exchange, IEnumerable<LinkLayer> layers)
{
    private readonly List<LinkLayer> _layers = [.. layers];
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, Link>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Flow, int Rule), IReadOnlyDictionary<string, IReadOnlyList<Link>>> _byMatch = [];

    public void Put(LinkLayer layer)
    {
        lock (_lock)
        {
            _layers.Add(layer);
        }
    }

    public async Task ReadKeysAsync(string flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var read = keys.Count == 0 ? new Dictionary<string, Link>() : await store.LinksAsync(exchange, flow, keys, cancellationToken);
        lock (_lock)
        {
            _byKey[flow] = read;
        }
    }

    public async Task ReadMatchesAsync(string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var read = values.Count == 0 ? new Dictionary<string, IReadOnlyList<Link>>() : await store.LinksByMatchAsync(exchange, flow, matchRule, values, cancellationToken);
        lock (_lock)
        {
            _byMatch[(flow, matchRule)] = read;
        }
    }

    /// <summary>The newest known link of a key; null when there is none.</summary>
    public Link? Find(string flow, string key)
    {
        lock (_lock)
        {
            for (var index = _layers.Count - 1; index >= 0; index--)
            {
                if (_layers[index].ByKey(flow, key) is { } link)
                {
                    return link;
                }
            }

            return _byKey.TryGetValue(flow, out var read) ? read.GetValueOrDefault(key) : null;
        }
    }

    /// <summary>Links by one match value: value → distinct links, the newest state of each.</summary>
    public Dictionary<string, List<Link>> FindByMatch(string flow, int matchRule, IReadOnlyCollection<string> values)
    {
        var found = new Dictionary<string, List<Link>>(StringComparer.Ordinal);
        lock (_lock)
        {
            var read = _byMatch.GetValueOrDefault((flow, matchRule));
            foreach (var value in values)
            {
                var links = read?.GetValueOrDefault(value)?.ToList();
                foreach (var layer in _layers)
                {
                    Merge(layer.ByMatch(flow, matchRule, value), ref links);
                }

                if (links is not null)
                {
                    found[value] = links;
                }
            }
        }

        return found;
    }

    private static void Merge(IReadOnlyList<Link> newer, ref List<Link>? links)
    {
        foreach (var link in newer)
        {
            links ??= new(1);
            links.RemoveAll(known => known.Key == link.Key);
            links.Add(link);
        }
    }
}
