namespace Pragmatika.Sandbox.Store;

/// <summary>Field types under their wire names (reference 5.4, 7.4).</summary>
public enum FieldType : byte
{
    String,
    Integer,
    Double,
    Boolean,
    Date,
    Moment,
    User,
    Status,
    Currency,
    Category,
    Company,
    Contact,
    Entity,
    Multifield,
    Enumeration,
    Money,
    Url,
    Address,
    File,
    Employee,
    CrmBinding,
}

/// <summary>The wire names of field types.</summary>
public static class FieldTypes
{
    private static readonly (FieldType Type, string Name)[] Names =
    [
        (FieldType.String, "string"), (FieldType.Integer, "integer"), (FieldType.Double, "double"), (FieldType.Boolean, "char"),
        (FieldType.Date, "date"), (FieldType.Moment, "datetime"), (FieldType.User, "user"), (FieldType.Status, "crm_status"),
        (FieldType.Currency, "crm_currency"), (FieldType.Category, "crm_category"), (FieldType.Company, "crm_company"),
        (FieldType.Contact, "crm_contact"), (FieldType.Entity, "crm_entity"), (FieldType.Multifield, "crm_multifield"),
        (FieldType.Enumeration, "enumeration"), (FieldType.Money, "money"), (FieldType.Url, "url"), (FieldType.Address, "address"),
        (FieldType.File, "file"), (FieldType.Employee, "employee"), (FieldType.CrmBinding, "crm"), (FieldType.Boolean, "boolean"),
        (FieldType.String, "iblock_element"), (FieldType.String, "iblock_section"), (FieldType.String, "resourcebooking"),
    ];

    /// <summary>Types a user field may have, in the order <c>getTypes</c> lists them.</summary>
    public static readonly string[] ForUserFields =
    [
        "string", "integer", "double", "date", "datetime", "boolean", "enumeration", "url", "address", "money", "file", "employee", "crm", "crm_status",
        "iblock_element", "iblock_section", "resourcebooking",
    ];

    public static FieldType Parse(string name) => Array.Find(Names, pair => pair.Name == name) is { Name: not null } found
        ? found.Type
        : throw new ArgumentException("Unknown field type: " + name, nameof(name));

    public static string Name(FieldType type) => Array.Find(Names, pair => pair.Type == type).Name;
}
