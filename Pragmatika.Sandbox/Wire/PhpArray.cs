using System.Collections;
using System.Globalization;

namespace Pragmatika.Sandbox.Wire;

/// <summary>An ordered PHP array: keys are text, <c>[]</c> takes the next whole number, a repeated key keeps its place and takes the new value.</summary>
public sealed class PhpArray : IEnumerable<KeyValuePair<string, PhpValue>>
{
    private const int LinearLimit = 32;
    private readonly List<KeyValuePair<string, PhpValue>> _entries;
    private Dictionary<string, int>? _places;
    private int _nextIndex;

    public PhpArray(int capacity = 4) => _entries = new List<KeyValuePair<string, PhpValue>>(capacity);

    public int Count => _entries.Count;

    /// <summary>True when keys are exactly 0..n-1 in order: PHP then writes a JSON list.</summary>
    public bool IsList { get; private set; } = true;

    public KeyValuePair<string, PhpValue> this[int place] => _entries[place];

    public PhpValue this[string key]
    {
        get
        {
            var place = Find(key);
            return place < 0 ? default : _entries[place].Value;
        }
    }

    public void Append(PhpValue value) => Add(_nextIndex.ToString(CultureInfo.InvariantCulture), value, _nextIndex);

    public void Set(string key, PhpValue value)
    {
        var place = Find(key);
        if (place >= 0)
        {
            _entries[place] = new(_entries[place].Key, value);
            return;
        }

        var index = IndexOf(key);
        Add(key, value, index);
    }

    /// <summary>Looks a name up without regard to case, as the old <c>crm.*</c> methods do; an exact match wins.</summary>
    public PhpValue AnyCase(string key)
    {
        var exact = this[key];
        if (!exact.IsMissing)
        {
            return exact;
        }

        foreach (var entry in _entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value;
            }
        }

        return default;
    }

    public void Remove(string key)
    {
        var place = Find(key);
        if (place < 0)
        {
            return;
        }

        _entries.RemoveAt(place);
        _places = null;
        IsList = false;
    }

    public List<KeyValuePair<string, PhpValue>>.Enumerator GetEnumerator() => _entries.GetEnumerator();

    IEnumerator<KeyValuePair<string, PhpValue>> IEnumerable<KeyValuePair<string, PhpValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string key, PhpValue value, int index)
    {
        IsList &= index == _entries.Count;
        _nextIndex = index >= _nextIndex ? index + 1 : _nextIndex;
        _places?.Add(key, _entries.Count);
        _entries.Add(new(key, value));
    }

    private int Find(string key)
    {
        if (_entries.Count <= LinearLimit)
        {
            for (var place = 0; place < _entries.Count; place++)
            {
                if (_entries[place].Key == key)
                {
                    return place;
                }
            }

            return -1;
        }

        return Places().TryGetValue(key, out var found) ? found : -1;
    }

    private Dictionary<string, int> Places()
    {
        if (_places is null)
        {
            _places = new(_entries.Count * 2, StringComparer.Ordinal);
            for (var place = 0; place < _entries.Count; place++)
            {
                _places[_entries[place].Key] = place;
            }
        }

        return _places;
    }

    private static int IndexOf(string key) =>
        key.Length is > 0 and < 10 && (key.Length == 1 || key[0] != '0') && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
}
