namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>An entry with an empty "from" also translates None; an empty "to" gives None.</summary>
internal sealed class MapTransform((IReadOnlyDictionary<string, string> Entries, string Name) dictionary, string? otherwise, bool keep) : ITransform
{
    private readonly Dictionary<string, Value> _entries = Fold(dictionary.Entries);

    public Made Apply(Value value, SourceRow row)
    {
        if (value.IsNone)
        {
            return _entries.GetValueOrDefault(string.Empty);
        }

        return value.Kind == ValueKind.List ? Each(value) : Single(value);
    }

    private Made Each(Value list)
    {
        var members = new Value[list.AsList.Count];
        for (var index = 0; index < members.Length; index++)
        {
            var made = Single(list.AsList[index]);
            if (made.Trouble is not null)
            {
                return made;
            }

            members[index] = made.Value;
        }

        return Value.List(members);
    }

    private Made Single(Value value)
    {
        var text = value.Kind == ValueKind.Text ? value.AsText : value.ToString();
        if (_entries.TryGetValue(text, out var mapped) || _entries.TryGetValue(text.Trim(), out mapped))
        {
            return mapped;
        }

        if (keep)
        {
            return value;
        }

        return otherwise is null ? Troubles.NotMapped(text, dictionary.Name) : Value.Text(otherwise);
    }

    private static Dictionary<string, Value> Fold(IReadOnlyDictionary<string, string> entries)
    {
        var folded = new Dictionary<string, Value>(entries.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (from, to) in entries)
        {
            folded.TryAdd(from, Value.Text(to));
        }

        return folded;
    }
}
