using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Writes a smart process type.</summary>
public static class TypeOutput
{
    public static void Write(RestCall call, SmartType type, bool withRelations)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteNumber("id"u8, type.Id);
        json.WriteString("title"u8, type.Title);
        json.WriteString("code"u8, type.Code);
        json.WriteNumber("createdBy"u8, type.CreatedBy);
        json.WriteNumber("entityTypeId"u8, type.EntityTypeId);
        json.WriteNull("customSectionId"u8);
        foreach (var name in SmartType.Switches)
        {
            json.WriteString(name, type.Has(name) ? "Y" : "N");
        }

        json.WriteString("createdTime"u8, call.Portal.Time.Moment(type.CreatedTime));
        json.WriteString("updatedTime"u8, call.Portal.Time.Moment(type.UpdatedTime));
        json.WriteNumber("updatedBy"u8, type.UpdatedBy);
        if (withRelations)
        {
            WriteRelations(call, type);
        }

        json.WriteEndObject();
    }

    private static void WriteRelations(RestCall call, SmartType type)
    {
        var json = call.Json;
        json.WriteStartObject("relations"u8);
        WriteSide(call, "parent", type.Parents);
        WriteSide(call, "child", type.Children);
        json.WriteEndObject();
        json.WriteStartArray("linkedUserFields"u8);
        json.WriteEndArray();
        json.WriteStartArray("customSections"u8);
        json.WriteEndArray();
    }

    private static void WriteSide(RestCall call, string name, List<TypeRelation> relations)
    {
        call.Json.WriteStartArray(name);
        foreach (var relation in relations)
        {
            call.Json.WriteStartObject();
            call.Json.WriteNumber("entityTypeId"u8, relation.EntityTypeId);
            call.Json.WriteString("isChildrenListEnabled"u8, relation.IsChildrenListEnabled ? "Y"u8 : "N"u8);
            call.Json.WriteString("isPredefined"u8, "N"u8);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }
}
