namespace Pragmatika.Sandbox.Store;

/// <summary>A contact of a deal, a company of a contact: packed into one whole number so that rows stay small.</summary>
/// <param name="Id">The bound record.</param>
/// <param name="Sort">Place among its neighbours, 10, 20, … by default.</param>
/// <param name="IsPrimary">Exactly one of a set is.</param>
public readonly record struct Binding(int Id, int Sort, bool IsPrimary)
{
    public static Binding Unpack(long packed) => new((int)(packed & 0x7FFFFFFF), (int)((packed >> 31) & 0xFFFFFF), (packed >> 60) == 1);

    public long Pack() => (long)(uint)Id | ((long)(Sort & 0xFFFFFF) << 31) | (IsPrimary ? 1L << 60 : 0);

    public static List<Binding> Of(FieldValue value) => [.. value.List.Select(item => Unpack(item.Integer))];

    /// <summary>Bare ids in the order given: the first is primary.</summary>
    public static FieldValue FromIds(IEnumerable<int> ids) =>
        ToValue(ids.Where(id => id > 0).Distinct().Select((id, place) => new Binding(id, (place + 1) * 10, place == 0)));

    /// <summary>Keeps the order by sort and makes sure that one, and only one, is primary.</summary>
    public static FieldValue ToValue(IEnumerable<Binding> bindings)
    {
        var sorted = bindings.OrderBy(binding => binding.Sort).ToArray();
        var primary = Math.Max(0, Array.FindIndex(sorted, binding => binding.IsPrimary));
        return FieldValue.OfList([.. sorted.Select((binding, place) => FieldValue.OfInteger((binding with { IsPrimary = place == primary }).Pack()))]);
    }

    /// <summary>The primary record's id, or 0.</summary>
    public static int PrimaryOf(FieldValue value)
    {
        foreach (var item in value.List)
        {
            if (Unpack(item.Integer) is { IsPrimary: true } primary)
            {
                return primary.Id;
            }
        }

        return 0;
    }
}
