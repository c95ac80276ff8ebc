using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>A page of ids with its counters: the total is not counted when the caller said start=-1.</summary>
public sealed record RecordPage(List<int> Ids, long Total, int? Next);

/// <summary>Finds one page of records: filter, order, and where the page starts.</summary>
public sealed class RecordQuery(Portal portal, EntityTable table, FilterGroup filter, List<RecordOrder> order)
{
    public const int PageSize = 50;

    private readonly CandidatePlan _plan = CandidatePlan.For(table, filter);

    /// <param name="start">Offset rounded down to a page; -1 for the first page without a count.</param>
    public RecordPage Run(int start)
    {
        var isCounted = start >= 0;
        var from = isCounted ? start / PageSize * PageSize : 0;
        var matches = IsNaturalOrder(out var descending) ? Walk(descending) : Sorted();
        return isCounted ? Counted(matches, from) : new RecordPage([.. matches.Take(PageSize)], 0, null);
    }

    private static RecordPage Counted(IEnumerable<int> matches, int from)
    {
        var page = new List<int>(PageSize);
        var total = 0;
        foreach (var id in matches)
        {
            if (total >= from && page.Count < PageSize)
            {
                page.Add(id);
            }

            total++;
        }

        return new RecordPage(page, total, from + PageSize < total ? from + PageSize : null);
    }

    private bool IsNaturalOrder(out bool descending)
    {
        descending = order.Count > 0 && order[0].IsDescending;
        return order.Count == 0 || order[0].Field.Derived == Derived.Id || (IsByUpdated && _plan.Ids is null);
    }

    private bool IsByUpdated => order.Count > 0 && order[0].Field.Slot == table.Schema.WellKnown.UpdatedTime && order[0].Field.IsStored
        && (order.Count == 1 || (order[1].Field.Derived == Derived.Id && order[1].IsDescending == order[0].IsDescending));

    /// <summary>Matching ids in the order asked for, found as they are needed.</summary>
    private IEnumerable<int> Walk(bool descending)
    {
        if (_plan.Ids is { } ids)
        {
            return Matching(descending ? Enumerable.Reverse(ids) : ids);
        }

        if (IsByUpdated)
        {
            return Matching(CurrentByUpdated(descending));
        }

        var walk = ById();
        return Matching(descending ? walk.Reverse() : walk);
    }

    private IEnumerable<int> Matching(IEnumerable<int> ids)
    {
        var isEverything = filter.Children.Count == 0;
        foreach (var id in ids)
        {
            if (id >= _plan.FromId && id <= _plan.ToId && table.Contains(id) && (isEverything || filter.Matches(portal, table, id)))
            {
                yield return id;
            }
        }
    }

    /// <summary>Ids ascending from the narrowest source: recently modified ones when they are few, those of one originator, or all in range.</summary>
    private IEnumerable<int> ById()
    {
        if (_plan.HasUpdatedRange)
        {
            var (low, high) = table.ByUpdated.Range(_plan.FromUpdated, _plan.ToUpdated);
            if (high - low < Math.Max(1000, (_plan.ToId - _plan.FromId) / 8))
            {
                return CurrentByUpdated(descending: false).Order();
            }
        }

        return Originator() is { } originator
            ? FromPostings(table.ByOriginator.Find(originator) ?? [])
            : Enumerable.Range(_plan.FromId, Math.Max(0, _plan.ToId - _plan.FromId + 1));
    }

    private IEnumerable<int> FromPostings(List<int> ids)
    {
        var place = ids.BinarySearch(_plan.FromId);
        for (var at = place < 0 ? ~place : place; at < ids.Count && ids[at] <= _plan.ToId; at++)
        {
            yield return ids[at];
        }
    }

    private string? Originator() => filter.IsOr
        ? null
        : filter.Children.OfType<FieldCondition>()
            .FirstOrDefault(condition => condition.Operator == FilterOperator.Equal && condition.Field.Slot == table.Schema.WellKnown.OriginatorId
                && condition.Values is [{ IsNone: false }])?.Values[0].Text;

    private IEnumerable<int> CurrentByUpdated(bool descending)
    {
        var (low, high) = table.ByUpdated.Range(_plan.FromUpdated, _plan.ToUpdated);
        var last = (Time: long.MinValue, Id: 0);
        for (var step = 0; step < high - low; step++)
        {
            var entry = table.ByUpdated[descending ? high - 1 - step : low + step];
            if (entry != last && table.IsCurrent(entry.Time, entry.Id))
            {
                yield return entry.Id;
            }

            last = entry;
        }
    }

    private IEnumerable<int> Sorted()
    {
        var keys = Matching(_plan.Ids ?? ById()).Select(id => (Id: id, Values: order.ConvertAll(part => DerivedValues.Of(portal, table, new StoredRow(table, id), part.Field)))).ToList();
        keys.Sort((left, right) => CompareKeys(left.Id, left.Values, right.Id, right.Values));
        return keys.Select(key => key.Id);
    }

    private int CompareKeys(int leftId, List<FieldValue> left, int rightId, List<FieldValue> right)
    {
        for (var place = 0; place < order.Count; place++)
        {
            var sign = ValueText.Compare(left[place], right[place]);
            if (sign != 0)
            {
                return order[place].IsDescending ? -sign : sign;
            }
        }

        return leftId.CompareTo(rightId);
    }
}
