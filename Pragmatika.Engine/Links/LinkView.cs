using Pragmatika.Engine.Data;

namespace Pragmatika.Engine.Links;

/// <summary>
/// The links as the next batch must see them: what the store holds, under what the batch before it delivered but has not committed yet.
/// Not safe for concurrent writers: one planner reads, one committer seals.
/// </summary>
internal sealed class LinkView(IEngineStore store, string exchange)
{
    private readonly List<Layer> _layers = [];
    private readonly Lock _lock = new();

    /// <summary>Puts a batch's links on top until <see cref="Drop"/> says that they are committed.</summary>
    public object Push(IReadOnlyList<Link> links)
    {
        var layer = new Layer(links);
        lock (_lock)
        {
            _layers.Add(layer);
        }

        return layer;
    }

    public void Drop(object layer)
    {
        lock (_lock)
        {
            _layers.Remove((Layer)layer);
        }
    }

    public async Task<Dictionary<string, Link>> FindAsync(string flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var layers = Snapshot(); // before the store is asked: a layer dropped meanwhile is in the store
        var found = new Dictionary<string, Link>(await store.LinksAsync(exchange, flow, keys, cancellationToken), StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            layer.AddByKey(flow, keys, found);
        }

        return found;
    }

    /// <summary>Links by one match rule: value → distinct links.</summary>
    public async Task<Dictionary<string, List<Link>>> FindByMatchAsync(
        string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var layers = Snapshot();
        var stored = await store.LinksByMatchAsync(exchange, flow, matchRule, values, cancellationToken);
        var found = stored.ToDictionary(pair => pair.Key, pair => pair.Value.ToList(), StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            layer.AddByMatch(flow, matchRule, values, found);
        }

        return found;
    }

    private Layer[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _layers];
        }
    }

    private sealed class Layer
    {
        private readonly Dictionary<(string Flow, string Key), Link> _byKey;
        private readonly ILookup<(string Flow, int Rule, string Value), Link> _byMatch;

        public Layer(IReadOnlyList<Link> links)
        {
            _byKey = links.ToDictionary(link => (link.Flow, link.Key));
            _byMatch = links
                .SelectMany(link => link.MatchValues.Select((value, rule) => (link, rule, value)))
                .Where(match => match.value.Length > 0)
                .ToLookup(match => (match.link.Flow, match.rule, match.value), match => match.link);
        }

        public void AddByKey(string flow, IReadOnlyCollection<string> keys, Dictionary<string, Link> found)
        {
            foreach (var key in keys)
            {
                if (_byKey.TryGetValue((flow, key), out var link))
                {
                    found[key] = link;
                }
            }
        }

        public void AddByMatch(string flow, int matchRule, IReadOnlyCollection<string> values, Dictionary<string, List<Link>> found)
        {
            foreach (var value in values)
            {
                foreach (var link in _byMatch[(flow, matchRule, value)])
                {
                    if (!found.TryGetValue(value, out var links))
                    {
                        found[value] = links = [];
                    }

                    links.RemoveAll(known => known.Key == link.Key);
                    links.Add(link);
                }
            }
        }
    }
}
