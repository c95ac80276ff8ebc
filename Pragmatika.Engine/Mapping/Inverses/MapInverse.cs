namespace Pragmatika.Engine.Mapping.Inverses;

/// <summary>A dictionary from right to left: of several entries with one right side the first is taken. A stage or option is found by its label or its id.</summary>
internal sealed class MapInverse : IInverse
{
    private readonly Dictionary<string, string> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _name;
    private readonly bool _keep;

    public MapInverse((IReadOnlyDictionary<string, string> Entries, string Name) dictionary, bool keep)
    {
        (_name, _keep) = (dictionary.Name, keep);
        foreach (var (from, to) in dictionary.Entries)
        {
            _entries.TryAdd(to.Trim(), from);
        }
    }

    public Made Apply(CrmValue value)
    {
        if (value.Value.IsNone)
        {
            return Value.Text(_entries.GetValueOrDefault(string.Empty));
        }

        var text = value.Value.ToString().Trim();
        if (_entries.TryGetValue(text, out var from) || (value.OptionId is { } id && _entries.TryGetValue(id, out from)))
        {
            return Value.Text(from);
        }

        return _keep ? value.Value : Troubles.NotMappedBack(text, _name);
    }
}
