namespace Pragmatika.Sandbox.Store;

/// <summary>Ascending ids by a value few records do not share, such as the originator. May hold ids that have since changed: check them.</summary>
public sealed class IdPostings
{
    private readonly Dictionary<string, List<int>> _lists = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string key, int id)
    {
        if (!_lists.TryGetValue(key, out var ids))
        {
            _lists[key] = ids = [];
        }

        if (ids.Count == 0 || ids[^1] < id)
        {
            ids.Add(id);
            return;
        }

        var place = ids.BinarySearch(id);
        if (place < 0)
        {
            ids.Insert(~place, id);
        }
    }

    /// <summary>Ids under a key, ascending; null when there never were any.</summary>
    public List<int>? Find(string key) => _lists.GetValueOrDefault(key);

    public void Clear() => _lists.Clear();
}
