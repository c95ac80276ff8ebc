using System.Text.Json;
using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Writes records as <c>crm.item.*</c> does: numbers are numbers, links are 0 when there is nobody (reference 5.4).</summary>
public sealed class ItemOutput(Portal portal, EntityTable table, Utf8JsonWriter json, bool originalNames)
{
    /// <summary>Every field, as add, update and get answer.</summary>
    public void WriteAll(CrmRecord record) => Write(record, table.Schema.ItemFields);

    public void Write(CrmRecord record, FieldDefinition[] fields)
    {
        json.WriteStartObject();
        foreach (var field in fields)
        {
            json.WritePropertyName(originalNames && field.IsUserField ? field.ClassicJson : field.ItemJson);
            WriteValue(field, DerivedValues.Of(portal, table, record, field));
        }

        json.WriteNumber("entityTypeId"u8, table.EntityTypeId);
        json.WriteEndObject();
    }

    /// <summary>Fields a select asks for: <c>*</c> means all, the id always comes, unknown names are skipped.</summary>
    public FieldDefinition[] Selected(PhpArray? select)
    {
        var names = select?.Select(entry => entry.Value.AsText).Where(name => name.Length > 0).ToList() ?? [];
        if (names.Count == 0 || names.Contains("*"))
        {
            return table.Schema.ItemFields;
        }

        var fields = new List<FieldDefinition> { table.Schema.ByItemName("id")! };
        foreach (var name in names)
        {
            if (ItemNames.Find(table, name, originalNames) is { } field && !fields.Contains(field) && field.Type != FieldType.Multifield)
            {
                fields.Add(field);
            }
        }

        return [.. fields];
    }

    private void WriteValue(FieldDefinition field, FieldValue value)
    {
        if (field.Type == FieldType.Multifield)
        {
            WriteCommunications(value.Communications);
        }
        else if (field.IsMultiple)
        {
            WriteList(field, value);
        }
        else
        {
            WriteOne(field, value);
        }
    }

    private void WriteList(FieldDefinition field, FieldValue value)
    {
        json.WriteStartArray();
        foreach (var item in value.List)
        {
            if (field.Type is FieldType.Contact or FieldType.Company && !field.IsUserField)
            {
                json.WriteNumberValue(Binding.Unpack(item.Integer).Id);
            }
            else
            {
                WriteOne(field, item);
            }
        }

        json.WriteEndArray();
    }

    private void WriteOne(FieldDefinition field, FieldValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.None:
                WriteNothing(field);
                break;
            case ValueKind.Text:
                json.WriteStringValue(value.Text);
                break;
            case ValueKind.Number:
                json.WriteNumberValue(value.Number);
                break;
            case ValueKind.Flag:
                json.WriteStringValue(value.Flag ? "Y"u8 : "N"u8);
                break;
            case ValueKind.Moment:
                json.WriteStringValue(portal.Time.Moment(value.Integer));
                break;
            case ValueKind.Date:
                json.WriteStringValue(portal.Time.Date(value.Integer));
                break;
            default:
                WriteInteger(field, value.Integer);
                break;
        }
    }

    private void WriteInteger(FieldDefinition field, long number)
    {
        if (field.Type != FieldType.File)
        {
            json.WriteNumberValue(number);
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("id"u8, number);
        json.WriteString("url"u8, FileAddress(field, number, "crm.controller.item.getFile"));
        json.WriteString("urlMachine"u8, FileAddress(field, number, "rest.download"));
        json.WriteEndObject();
    }

    private string FileAddress(FieldDefinition field, long id, string action) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/bitrix/services/main/ajax.php?action={action}&entityTypeId={table.EntityTypeId}&fieldName={field.ItemName}&fileId={id}");

    private void WriteNothing(FieldDefinition field)
    {
        switch (field.Type)
        {
            case FieldType.Company or FieldType.Contact when !field.IsUserField:
                json.WriteNumberValue(0);
                break;
            case FieldType.Category:
                json.WriteNumberValue(0);
                break;
            case FieldType.Double when !field.IsUserField:
                json.WriteNumberValue(0);
                break;
            case FieldType.Boolean:
                json.WriteStringValue("N"u8);
                break;
            case FieldType.String when field.Derived is Derived.FirstPhone or Derived.FirstEmail or Derived.FirstImol:
                json.WriteStringValue(""u8);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private void WriteCommunications(Communication[] items)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, item.Id);
            json.WriteString("valueType"u8, item.ValueType);
            json.WriteString("value"u8, item.Value);
            json.WriteString("typeId"u8, item.TypeId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
