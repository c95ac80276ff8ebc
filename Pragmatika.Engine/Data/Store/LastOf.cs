namespace Pragmatika.Engine.Data.Store;

internal static class LastOf
{
    /// <summary>The last item of each key, in the order in which the keys first came: a set-based upsert may meet a key only once.</summary>
    public static IReadOnlyCollection<T> Each<T, TKey>(IReadOnlyList<T> items, Func<T, TKey> key)
        where TKey : notnull
    {
        var last = new Dictionary<TKey, T>(items.Count);
        foreach (var item in items)
        {
            last[key(item)] = item;
        }

        return last.Count == items.Count ? items : last.Values;
    }
}
