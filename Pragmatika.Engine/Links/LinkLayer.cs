namespace Pragmatika.Engine.Links;

/// <summary>The links one batch delivered, by key and by match value. Immutable.</summary>
internal sealed class LinkLayer
{
    private readonly Dictionary<(string Flow, string Key), Link> _byKey;
    private readonly Dictionary<(string Flow, int Rule, string Value), List<Link>> _byMatch = [];

    public LinkLayer(IReadOnlyList<Link> links)
    {
        _byKey = new(links.Count);
        foreach (var link in links)
        {
            _byKey.Add((link.Flow, link.Key), link);
            for (var rule = 0; rule < link.MatchValues.Count; rule++)
            {
                if (link.MatchValues[rule].Length > 0)
                {
                    Add((link.Flow, rule, link.MatchValues[rule]), link);
                }
            }
        }
    }

    public Link? ByKey(string flow, string key) => _byKey.GetValueOrDefault((flow, key));

    public IReadOnlyList<Link> ByMatch(string flow, int matchRule, string value) =>
        _byMatch.TryGetValue((flow, matchRule, value), out var links) ? links : [];

    private void Add((string, int, string) match, Link link)
    {
        if (!_byMatch.TryGetValue(match, out var links))
        {
            _byMatch[match] = links = new(1);
        }

        links.Add(link);
    }
}
