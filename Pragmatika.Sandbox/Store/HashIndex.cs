namespace Pragmatika.Sandbox.Store;

/// <summary>
/// Finds candidate ids by the hash of a value: 16 bytes an entry and no objects. Entries are never taken out one by one,
/// so whoever asks checks each candidate against the row; entries that went stale are swept when they are the majority.
/// </summary>
public sealed class HashIndex
{
    private int[] _buckets = new int[64];
    private Entry[] _entries = new Entry[64];
    private int _count;

    /// <summary>Entries, stale ones included.</summary>
    public int Count => _count;

    public void Add(int field, ReadOnlySpan<char> key, int id)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        var hash = Hash(field, key);
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _entries[_count] = new Entry(hash, id, bucket);
        bucket = ++_count;
    }

    /// <summary>Appends candidates to the list; an id may come twice.</summary>
    public void Collect(int field, ReadOnlySpan<char> key, List<int> into)
    {
        var hash = Hash(field, key);
        for (var at = _buckets[hash & (uint)(_buckets.Length - 1)]; at > 0; at = _entries[at - 1].Next)
        {
            if (_entries[at - 1].Hash == hash)
            {
                into.Add(_entries[at - 1].Id);
            }
        }
    }

    public void Clear() => (_buckets, _entries, _count) = (new int[64], new Entry[64], 0);

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (var at = 0; at < _count; at++)
        {
            ref var bucket = ref _buckets[_entries[at].Hash & (uint)(_buckets.Length - 1)];
            _entries[at] = _entries[at] with { Next = bucket };
            bucket = at + 1;
        }
    }

    private static uint Hash(int field, ReadOnlySpan<char> key)
    {
        // FNV-1a over upper-cased characters: the store compares without regard to case, as MySQL's collation does.
        var hash = 2166136261u ^ ((uint)field * 2654435761u);
        foreach (var sign in key)
        {
            hash = (hash ^ char.ToUpperInvariant(sign)) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }

    private readonly record struct Entry(uint Hash, int Id, int Next);
}
