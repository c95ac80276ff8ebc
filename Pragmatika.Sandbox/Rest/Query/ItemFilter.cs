using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>Reads the filter of <c>crm.item.list</c>: camelCase names, nested groups with <c>logic</c>, mistakes refused (reference 5.1).</summary>
public static class ItemFilter
{
    /// <exception cref="RestException">400 INVALID_ARG_VALUE for a field or a value that does not fit.</exception>
    public static FilterGroup Read(Portal portal, EntityTable table, PhpArray filter, bool originalNames)
    {
        var children = new List<FilterNode>();
        var isOr = false;
        foreach (var (key, value) in filter)
        {
            if (key == "logic")
            {
                isOr = string.Equals(value.AsText, "OR", StringComparison.OrdinalIgnoreCase);
            }
            else if (value.Array is { } nested && (key.Length == 0 || char.IsAsciiDigit(key[0])))
            {
                children.Add(Read(portal, table, nested, originalNames));
            }
            else if (key.Length > 0 && !(char.IsAsciiDigit(key[0]) && value.IsEmpty))
            {
                children.Add(Condition(portal, table, key, value, originalNames));
            }
        }

        return new FilterGroup(isOr, children);
    }

    private static FieldCondition Condition(Portal portal, EntityTable table, string key, PhpValue value, bool originalNames)
    {
        var (filterOperator, name) = FilterOperators.Split(key);
        var field = ItemNames.Find(table, name, originalNames);
        if (field is null || field.Type == FieldType.Multifield)
        {
            throw Errors.Argument($"Invalid filter: field '{name}' is not allowed in filter");
        }

        var values = FilterValues.Read(portal, field, filterOperator, value) ?? throw Errors.Argument($"Invalid filter: field '{name}' has invalid value");
        return new FieldCondition(field, filterOperator, values);
    }
}
