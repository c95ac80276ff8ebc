using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>Filter, order and pages of lesser records: texts, numbers and moments compare by what they look like.</summary>
public static class LooseQuery
{
    public const int PageSize = 50;

    /// <summary>One page of the matching records with total and next set on the call.</summary>
    public static List<LooseRecord> Page(RestCall call, IEnumerable<LooseRecord> matching, PhpArray order)
    {
        var sorted = Sort(matching, order).ToList();
        var start = call.Any("start").AsInteger;
        var from = Math.Max(0, start / PageSize * PageSize);
        call.Total = start < 0 ? 0 : sorted.Count;
        call.Next = start >= 0 && from + PageSize < sorted.Count ? from + PageSize : null;
        return sorted.GetRange(Math.Min(from, sorted.Count), Math.Min(PageSize, Math.Max(0, sorted.Count - from)));
    }

    /// <summary>Names outside <paramref name="known"/>, when it is given, are ignored.</summary>
    public static bool Matches(PortalTime time, LooseRecord record, PhpArray filter, IReadOnlySet<string>? known = null)
    {
        foreach (var (key, value) in filter)
        {
            var (filterOperator, name) = FilterOperators.Split(key);
            name = name.ToUpperInvariant();
            if (known is not null && !known.Contains(name))
            {
                continue;
            }

            var own = name == "ID" ? record.Id.ToString(CultureInfo.InvariantCulture) : record[name];
            if (!Meets(time, own, filterOperator, value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Meets(PortalTime time, string own, FilterOperator filterOperator, PhpValue value)
    {
        var wanted = value.Array is { } many ? many.Select(entry => entry.Value.AsText).ToList() : [value.AsText];
        return filterOperator switch
        {
            FilterOperator.NotEqual => !wanted.Exists(text => Compare(time, own, text) == 0),
            FilterOperator.NotContains => !wanted.Exists(text => own.Contains(text, StringComparison.OrdinalIgnoreCase)),
            FilterOperator.NotLike => !wanted.Exists(text => LikePattern.Matches(text, own)),
            _ => wanted.Exists(text => MeetsOne(time, own, filterOperator, text)),
        };
    }

    private static bool MeetsOne(PortalTime time, string own, FilterOperator filterOperator, string wanted) => filterOperator switch
    {
        FilterOperator.Greater => Compare(time, own, wanted) > 0,
        FilterOperator.GreaterOrEqual => Compare(time, own, wanted) >= 0,
        FilterOperator.Less => Compare(time, own, wanted) < 0,
        FilterOperator.LessOrEqual => Compare(time, own, wanted) <= 0,
        FilterOperator.Contains => own.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        FilterOperator.Like => LikePattern.Matches(wanted, own),
        _ => Compare(time, own, wanted) == 0,
    };

    private static int Compare(PortalTime time, string left, string right)
    {
        if (double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var leftNumber) && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var rightNumber))
        {
            return leftNumber.CompareTo(rightNumber);
        }

        return left.Length >= 10 && right.Length >= 10 && time.TryMoment(left, out var leftMoment) && time.TryMoment(right, out var rightMoment)
            ? leftMoment.CompareTo(rightMoment)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<LooseRecord> Sort(IEnumerable<LooseRecord> records, PhpArray order)
    {
        if (order.Count == 0)
        {
            return records;
        }

        var (name, direction) = order[0];
        var key = name.ToUpperInvariant();
        var isDescending = string.Equals(direction.AsText, "DESC", StringComparison.OrdinalIgnoreCase);
        if (key == "ID")
        {
            return isDescending ? records.Reverse() : records;
        }

        return isDescending
            ? records.OrderByDescending(record => record[key], StringComparer.Ordinal)
            : records.OrderBy(record => record[key], StringComparer.Ordinal);
    }
}
