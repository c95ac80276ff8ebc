using System.Text.Json;

namespace Pragmatika.Sandbox.Store;

/// <summary>Where the value of a field that no row stores comes from.</summary>
public enum Derived : byte
{
    None,
    Id,
    StageSemantic,
    IsNew,
    HasPhone,
    HasEmail,
    HasImol,
    FirstPhone,
    FirstEmail,
    FirstImol,
    PrimaryContact,
    PrimaryCompany,
    ReverseContacts,
    Closed,
}

/// <summary>One field of one kind of record: its two names, its type and its rules.</summary>
public sealed class FieldDefinition
{
    private JsonEncodedText? _itemJson;
    private JsonEncodedText? _classicJson;

    /// <summary>Place in the row; never used again after the field is removed.</summary>
    public required int Slot { get; init; }

    /// <summary>Name in the old methods, or empty when they do not know the field.</summary>
    public required string ClassicName { get; init; }

    /// <summary>Name in <c>crm.item.*</c>, or empty when it does not know the field.</summary>
    public required string ItemName { get; init; }

    /// <summary>Names ready for the JSON writer: they are written for every field of every record.</summary>
    public JsonEncodedText ItemJson => _itemJson ??= JsonEncodedText.Encode(ItemName);

    public JsonEncodedText ClassicJson => _classicJson ??= JsonEncodedText.Encode(ClassicName);

    public required FieldType Type { get; init; }

    public string TypeName { get; init; } = "";

    public bool IsReadOnly { get; init; }

    public bool IsRequired { get; set; }

    public bool IsImmutable { get; init; }

    public bool IsMultiple { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>Dictionary of a <c>crm_status</c> field.</summary>
    public string StatusType { get; init; } = "";

    public Derived Derived { get; init; }

    /// <summary>For the phone, e-mail and messenger conveniences: which value type they show; empty for any.</summary>
    public string ValueType { get; init; } = "";

    /// <summary>Title in the portal's language.</summary>
    public string Title { get; set; } = "";

    /// <summary>The user field behind it, or null for a stock one.</summary>
    public UserField? UserField { get; init; }

    /// <summary>Set once the user field is deleted: its slot stays, its name goes.</summary>
    public bool IsRemoved { get; set; }

    public bool IsUserField => UserField is not null;

    public bool IsStored => Derived == Derived.None;
}
