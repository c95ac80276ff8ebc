using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>One multi-field entry with the id that a change or removal must name.</summary>
public sealed record MultiFieldEntry(long Id, string TypeId, string ValueType, string Value);

/// <summary>A CRM record as read. Values are canonical by the field's type; a Choice holds the option's label.</summary>
public sealed record CrmItem
{
    public required long Id { get; init; }

    public required IReadOnlyDictionary<string, Value> Values { get; init; }

    public IReadOnlyList<MultiFieldEntry> MultiFields { get; init; } = [];

    /// <summary>ORIGIN_ID, or xmlId of a smart process.</summary>
    public string? OriginKey { get; init; }

    public DateTimeOffset? UpdatedTime { get; init; }
}
