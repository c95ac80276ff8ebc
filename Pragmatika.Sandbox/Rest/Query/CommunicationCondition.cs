using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>A phone, e-mail or other communication of the old methods: exact match only; an empty value asks for records without any.</summary>
public sealed class CommunicationCondition(string typeId, FilterOperator filterOperator, string[] values) : FilterNode
{
    public string TypeId { get; } = typeId;

    public FilterOperator Operator { get; } = filterOperator;

    public string[] Values { get; } = values;

    public override bool Matches(Portal portal, EntityTable table, int id)
    {
        var items = table.Value(id, table.Schema.WellKnown.Multifields).Communications.Where(item => item.TypeId == TypeId).ToList();
        var met = Array.Exists(Values, wanted => wanted.Length == 0
            ? items.Count == 0
            : items.Exists(item => string.Equals(item.Value, wanted, StringComparison.OrdinalIgnoreCase)));
        return met != (Operator == FilterOperator.NotEqual);
    }
}
