using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>One field against one or more values. "Nothing" among the values means: the field is empty.</summary>
public sealed class FieldCondition(FieldDefinition field, FilterOperator filterOperator, FieldValue[] values) : FilterNode
{
    private readonly HashSet<string>? _texts = MakeTexts(filterOperator, values);

    public FieldDefinition Field { get; } = field;

    public FilterOperator Operator { get; } = filterOperator;

    public FieldValue[] Values { get; } = values;

    public override bool Matches(Portal portal, EntityTable table, int id)
    {
        var value = DerivedValues.Of(portal, table, new StoredRow(table, id), Field);
        return Operator switch
        {
            FilterOperator.Equal => EqualsAny(value),
            FilterOperator.NotEqual => !EqualsAny(value),
            FilterOperator.NotContains or FilterOperator.NotLike => !Any(value),
            _ => Any(value),
        };
    }

    /// <summary>Rows of a list answer for each of their values.</summary>
    private bool Any(FieldValue value)
    {
        if (value.Kind != ValueKind.List)
        {
            return One(value);
        }

        foreach (var item in value.List)
        {
            if (One(Unwrapped(item)))
            {
                return true;
            }
        }

        return false;
    }

    private bool EqualsAny(FieldValue value)
    {
        if (value.Kind != ValueKind.List)
        {
            return EqualsOne(value);
        }

        foreach (var item in value.List)
        {
            if (EqualsOne(Unwrapped(item)))
            {
                return true;
            }
        }

        return false;
    }

    private FieldValue Unwrapped(FieldValue item) =>
        Field.Type is FieldType.Contact or FieldType.Company && !Field.IsUserField ? FieldValue.OfInteger(Binding.Unpack(item.Integer).Id) : item;

    private bool EqualsOne(FieldValue value)
    {
        if (_texts is not null)
        {
            return value.Kind == ValueKind.Text && _texts.Contains(value.Text);
        }

        foreach (var wanted in Values)
        {
            if (Compare(value, wanted) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool One(FieldValue value)
    {
        foreach (var wanted in Values)
        {
            var met = Operator switch
            {
                FilterOperator.Greater => Compare(value, wanted) > 0,
                FilterOperator.GreaterOrEqual => Compare(value, wanted) >= 0,
                FilterOperator.Less => Compare(value, wanted) is < 0 and > int.MinValue,
                FilterOperator.LessOrEqual => Compare(value, wanted) is <= 0 and > int.MinValue,
                FilterOperator.Contains or FilterOperator.NotContains => ValueText.Of(value).Contains(wanted.Text, StringComparison.OrdinalIgnoreCase),
                _ => LikePattern.Matches(wanted.Text, ValueText.Of(value)),
            };
            if (met)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Below, equal or above zero; <see cref="int.MinValue"/> when the two cannot be compared, as with SQL's NULL.</summary>
    private int Compare(FieldValue value, FieldValue wanted)
    {
        if (wanted.IsNone)
        {
            return IsEmpty(value) ? 0 : int.MinValue;
        }

        if (value.IsNone)
        {
            return IsZeroWhenEmpty(wanted) && wanted.AsDouble == 0 ? 0 : int.MinValue;
        }

        return value.Kind == ValueKind.Text && wanted.Kind == ValueKind.Text
            ? Math.Sign(string.Compare(value.Text, wanted.Text, StringComparison.OrdinalIgnoreCase))
            : CompareNumbers(value.AsDouble, wanted.AsDouble);
    }

    /// <summary>Flags, sums and links read as N, 0 and 0 when there is nothing, and are found so.</summary>
    private bool IsZeroWhenEmpty(FieldValue wanted) =>
        wanted.Kind is ValueKind.Flag or ValueKind.Number || Field.Type is FieldType.Company or FieldType.Contact or FieldType.Entity;

    private static int CompareNumbers(double value, double wanted) =>
        double.IsNaN(value) || double.IsNaN(wanted) ? int.MinValue : value.CompareTo(wanted);

    private static bool IsEmpty(FieldValue value) => value.Kind switch
    {
        ValueKind.None => true,
        ValueKind.Number or ValueKind.Integer => value.AsDouble == 0,
        _ => false,
    };

    private static HashSet<string>? MakeTexts(FilterOperator filterOperator, FieldValue[] values) =>
        filterOperator is FilterOperator.Equal or FilterOperator.NotEqual && values.Length > 8 && Array.TrueForAll(values, value => value.Kind == ValueKind.Text)
            ? values.Select(value => value.Text).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : null;
}
