using System.Globalization;
using System.Text.Json;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Writes what <c>*.fields</c> answers (reference 6.1).</summary>
public sealed class FieldDescriptions(EntityTable table, Utf8JsonWriter json, bool classic)
{
    public void WriteAll(bool originalNames = false)
    {
        json.WriteStartObject();
        foreach (var field in table.Schema.Fields)
        {
            if (classic && field.ClassicName.Length > 0)
            {
                json.WritePropertyName(field.ClassicName);
                WriteOne(field);
            }
            else if (!classic && field.ItemName.Length > 0)
            {
                json.WritePropertyName(originalNames && field.IsUserField ? field.ClassicName : field.ItemName);
                WriteOne(field);
            }
        }

        if (classic && table.Schema.WellKnown.Multifields >= 0)
        {
            foreach (var typeId in Communication.TypeIds)
            {
                WriteMultifield(typeId);
            }
        }

        json.WriteEndObject();
    }

    private void WriteOne(FieldDefinition field)
    {
        json.WriteStartObject();
        json.WriteString("type", field.TypeName);
        json.WriteBoolean("isRequired", field.IsRequired);
        json.WriteBoolean("isReadOnly", field.IsReadOnly);
        json.WriteBoolean("isImmutable", field.IsImmutable && classic);
        json.WriteBoolean("isMultiple", field.IsMultiple);
        json.WriteBoolean("isDynamic", field.IsUserField);
        if (field.IsDeprecated)
        {
            json.WriteBoolean("isDeprecated", true);
        }

        if (field.StatusType.Length > 0)
        {
            json.WriteString("statusType", StatusType(field));
        }

        WriteItems(field);
        json.WriteString("title", field.Title);
        if (field.UserField is { } userField)
        {
            json.WriteString("listLabel", field.Title);
            json.WriteString("formLabel", field.Title);
            json.WriteString("filterLabel", field.Title);
            WriteSettings(userField);
        }

        if (!classic)
        {
            json.WriteString("upperName", field.ClassicName.Length > 0 ? field.ClassicName : field.ItemName.ToUpperInvariant());
        }

        json.WriteEndObject();
    }

    private void WriteItems(FieldDefinition field)
    {
        if (field.Type != FieldType.Enumeration)
        {
            return;
        }

        json.WriteStartArray("items");
        foreach (var choice in field.UserField!.Choices.OrderBy(choice => choice.Sort).ThenBy(choice => choice.Id))
        {
            json.WriteStartObject();
            json.WriteString("ID", choice.Id.ToString(CultureInfo.InvariantCulture));
            json.WriteString("VALUE", choice.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSettings(UserField userField)
    {
        json.WritePropertyName("settings");
        PhpMaps.WriteStrings(json, userField.Settings);
    }

    private string StatusType(FieldDefinition field) =>
        field.StatusType == "STAGE" ? string.Create(CultureInfo.InvariantCulture, $"DYNAMIC_{table.EntityTypeId}_STAGE") : field.StatusType;

    private void WriteMultifield(string typeId)
    {
        json.WriteStartObject(typeId);
        json.WriteString("type", "crm_multifield");
        json.WriteBoolean("isRequired", false);
        json.WriteBoolean("isReadOnly", false);
        json.WriteBoolean("isImmutable", false);
        json.WriteBoolean("isMultiple", true);
        json.WriteBoolean("isDynamic", false);
        json.WriteString("title", FieldTitles.For(typeId));
        json.WriteEndObject();
    }
}
