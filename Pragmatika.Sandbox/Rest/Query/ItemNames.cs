using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>How <c>crm.item.*</c> finds a field by the name a client used.</summary>
public static class ItemNames
{
    /// <summary>With <c>useOriginalUfNames</c> user fields answer to UF_CRM_… as well.</summary>
    public static FieldDefinition? Find(EntityTable table, string name, bool originalNames)
    {
        var field = table.Schema.ByItemName(name);
        if (field is not null || !originalNames)
        {
            return field;
        }

        var original = table.Schema.ByClassicName(name);
        return original is { IsUserField: true } ? original : null;
    }

    public static string Of(FieldDefinition field, bool originalNames) => originalNames && field.IsUserField ? field.ClassicName : field.ItemName;
}
