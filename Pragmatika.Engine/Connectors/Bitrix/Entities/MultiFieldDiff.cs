namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>One entry of <c>fm</c> to send. <paramref name="Id"/> null adds, an empty <paramref name="Value"/> with an id removes.</summary>
internal readonly record struct MultiFieldWrite(long? Id, string TypeId, string ValueType, string Value);

/// <summary>
/// What to send so that a record's phones (or e-mails…) become the wanted ones. The portal appends whatever comes without an id, so sending what is there already would double it.
/// Reads and writes nothing.
/// </summary>
internal static class MultiFieldDiff
{
    /// <summary>
    /// Values that mean the same stay untouched, whatever their spelling; a changed one keeps its entry and its sort; the rest are removed or added.
    /// Without <paramref name="current"/> the wanted ones are only added.
    /// </summary>
    public static List<MultiFieldWrite> Between(string typeId, string? valueType, IEnumerable<string> wanted, IReadOnlyList<MultiFieldEntry>? current)
    {
        var missing = wanted.DistinctBy(value => Communications.Meaning(typeId, value)).ToList();
        var left = current?.Where(entry => entry.TypeId == typeId && (valueType is null || entry.ValueType == valueType)).ToList() ?? [];
        left.RemoveAll(entry =>
        {
            var at = missing.FindIndex(value => Communications.Same(typeId, value, entry.Value));
            if (at >= 0)
            {
                missing.RemoveAt(at);
            }

            return at >= 0;
        });

        var writes = new List<MultiFieldWrite>();
        var changed = Math.Min(left.Count, missing.Count);
        for (var index = 0; index < changed; index++)
        {
            writes.Add(new(left[index].Id, typeId, left[index].ValueType, missing[index]));
        }

        writes.AddRange(left.Skip(changed).Select(entry => new MultiFieldWrite(entry.Id, typeId, entry.ValueType, string.Empty)));
        writes.AddRange(missing.Skip(changed).Select(value => new MultiFieldWrite(null, typeId, Communications.SortOf(valueType), value)));
        return writes;
    }
}
