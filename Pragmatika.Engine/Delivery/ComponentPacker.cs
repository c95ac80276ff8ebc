namespace Pragmatika.Engine.Delivery;

/// <summary>
/// Groups changes that refer to each other, so that whoever delivers a group meets every record before the records that name it. Pure.
/// </summary>
internal static class ComponentPacker
{
    /// <summary>Components in the order of their first change; inside each, changes in flow order, a principal before the keys that joined it.</summary>
    public static IReadOnlyList<IReadOnlyList<Change>> Pack(IReadOnlyList<Change> changes)
    {
        var parents = Enumerable.Range(0, changes.Count).ToArray();
        var indexes = new Dictionary<Change, int>(changes.Count);
        for (var index = 0; index < changes.Count; index++)
        {
            indexes[changes[index]] = index;
        }

        for (var index = 0; index < changes.Count; index++)
        {
            foreach (var needed in Needs(changes[index]))
            {
                parents[Root(parents, index)] = Root(parents, indexes[needed]);
            }
        }

        return changes
            .Select((change, index) => (change, root: Root(parents, index)))
            .GroupBy(pair => pair.root, pair => pair.change)
            .Select(Ordered)
            .ToList();
    }

    private static IReadOnlyList<Change> Ordered(IEnumerable<Change> component)
    {
        var list = component.ToList();
        return list.Count == 1 ? list : [.. list.OrderBy(change => change.Record.Flow).ThenBy(change => change.Principal is null ? 0 : 1)];
    }

    private static IEnumerable<Change> Needs(Change change)
    {
        IEnumerable<Change> awaited = change.Awaits is null ? [] : change.Awaits.Values;
        return change.Principal is null ? awaited : awaited.Append(change.Principal);
    }

    private static int Root(int[] parents, int index)
    {
        while (parents[index] != index)
        {
            parents[index] = parents[parents[index]];
            index = parents[index];
        }

        return index;
    }
}
