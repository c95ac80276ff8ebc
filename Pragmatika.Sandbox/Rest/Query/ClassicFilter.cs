using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>Reads the filter of the old methods: conditions join by AND only, names they do not know are ignored (reference 5.1).</summary>
public static class ClassicFilter
{
    public static FilterGroup Read(Portal portal, EntityTable table, PhpArray filter)
    {
        var children = new List<FilterNode>();
        foreach (var (key, value) in filter)
        {
            var (filterOperator, name) = FilterOperators.Split(key);
            if (Condition(portal, table, filterOperator, name.ToUpperInvariant(), value) is { } condition)
            {
                children.Add(condition);
            }
        }

        return new FilterGroup(isOr: false, children);
    }

    private static FilterNode? Condition(Portal portal, EntityTable table, FilterOperator filterOperator, string name, PhpValue value)
    {
        if (Array.IndexOf(Communication.TypeIds, name) >= 0 && table.Schema.WellKnown.Multifields >= 0)
        {
            string[] values = value.Array is { } array ? [.. array.Select(entry => entry.Value.AsText)] : [value.AsText];
            return new CommunicationCondition(name, filterOperator == FilterOperator.NotEqual ? filterOperator : FilterOperator.Equal, values);
        }

        var field = table.Schema.ByClassicName(name);
        if (field is null || field.Type == FieldType.Multifield || name == "CONTACT_IDS")
        {
            return null;
        }

        var read = FilterValues.Read(portal, field, filterOperator, value);
        return read is null ? new NothingMatches() : new FieldCondition(field, filterOperator, read);
    }
}
