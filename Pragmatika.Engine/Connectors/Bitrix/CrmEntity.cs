namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>One kind of CRM record, as the portal has it now. Field names are in item naming.</summary>
public sealed record CrmEntity
{
    public required int EntityTypeId { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyDictionary<string, CrmField> Fields { get; init; }

    /// <summary>Smart processes keep our key in xmlId, the classic four in originatorId + originId.</summary>
    public bool IsSmartProcess => EntityTypeId is not (1 or 2 or 3 or 4);

    public bool HasMultiFields => EntityTypeId is 1 or 3 or 4;
}

/// <summary>A field description read from crm.item.fields. Enumeration options and dictionary statuses come as label → id.</summary>
public sealed record CrmField
{
    public required string Name { get; init; }

    /// <summary>string, integer, double, boolean, char, date, datetime, money, enumeration, crm_status, user, crm_multifield, crm_contact, …</summary>
    public required string Type { get; init; }

    public bool IsRequired { get; init; }

    public bool IsReadOnly { get; init; }

    public bool IsMultiple { get; init; }

    public string Title { get; init; } = string.Empty;

    /// <summary>Characters a text may have, when the portal says so.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Option label → id; label compare ignores case. Of a stage: the first pipeline that has the name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Of a stage field: pipeline id → its stages, label → id. Empty for other fields.</summary>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>> Pipelines { get; init; } = new Dictionary<long, IReadOnlyDictionary<string, string>>();
}
