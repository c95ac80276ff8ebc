namespace Pragmatika.Sandbox.Store;

/// <summary>
/// Ids by a moment, ascending by (moment, id). Appending is free; what arrives out of order is sorted in when somebody asks.
/// A moved id leaves a stale entry behind, told by comparing with the current moment of the id.
/// </summary>
public sealed class TimeIndex
{
    private (long Time, int Id)[] _entries = new (long, int)[64];
    private int _count;
    private int _sorted;

    public int Count => _count;

    public void Add(long time, int id)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        var inOrder = _sorted == _count && (_count == 0 || _entries[_count - 1].CompareTo((time, id)) <= 0);
        _entries[_count++] = (time, id);
        _sorted = inOrder ? _count : _sorted;
    }

    public (long Time, int Id) this[int place] => _entries[place];

    /// <summary>Places of the entries within [from, to], ascending; valid until the next <see cref="Add"/>.</summary>
    public (int Low, int High) Range(long from, long to)
    {
        SortTail();
        return (LowerBound(from, _count), to == long.MaxValue ? _count : LowerBound(to + 1, _count));
    }

    public void Clear() => (_entries, _count, _sorted) = (new (long, int)[64], 0, 0);

    private void SortTail()
    {
        if (_sorted == _count)
        {
            return;
        }

        var least = _entries[_sorted].Time;
        for (var at = _sorted + 1; at < _count; at++)
        {
            least = Math.Min(least, _entries[at].Time);
        }

        var start = LowerBound(least, _sorted);
        _entries.AsSpan(start, _count - start).Sort();
        _sorted = _count;
    }

    private int LowerBound(long time, int count)
    {
        var low = 0;
        var high = count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_entries[middle].Time < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
