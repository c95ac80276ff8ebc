using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>Which kinds of values a CRM field type takes. Texts are left to the portal: it parses numbers, dates and options itself.</summary>
internal static class FieldTypes
{
    public static bool Takes(string type, ValueKind kind) => type switch
    {
        "string" or "text" or "url" or "address" => kind != ValueKind.Reference,
        "integer" => kind is ValueKind.Number or ValueKind.Flag or ValueKind.Reference or ValueKind.Choice,
        "double" => kind is ValueKind.Number or ValueKind.Money or ValueKind.Flag,
        "money" => kind is ValueKind.Money or ValueKind.Number,
        "boolean" or "char" => kind is ValueKind.Flag or ValueKind.Number,
        "date" or "datetime" => kind is ValueKind.Date or ValueKind.Moment,
        "enumeration" or "crm_status" or "crm_category" or "crm_currency" => kind is ValueKind.Choice or ValueKind.Number,
        "user" or "employee" => kind is ValueKind.Number,
        "crm_company" or "crm_contact" or "crm_lead" or "crm_deal" or "crm_quote" or "crm_entity" or "crm" => kind is ValueKind.Reference or ValueKind.Number,
        _ => true,
    };
}
