using System.Globalization;
using System.Text.Json;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Writes records as the old methods do: every scalar is a string or null (reference 5.4, 6.1).</summary>
public sealed class ClassicOutput(Portal portal, EntityTable table, Utf8JsonWriter json)
{
    /// <summary>All plain and user fields, and the communications there are.</summary>
    public void WriteAll(CrmRecord record) => Write(record, Plain(table), Communication.TypeIds);

    public void Write(CrmRecord record, IReadOnlyList<FieldDefinition> fields, IReadOnlyList<string> communications)
    {
        json.WriteStartObject();
        foreach (var field in fields)
        {
            json.WritePropertyName(field.ClassicJson);
            WriteValue(field, DerivedValues.Of(portal, table, record, field));
        }

        foreach (var typeId in communications)
        {
            WriteCommunications(record, typeId);
        }

        json.WriteEndObject();
    }

    /// <summary>Fields and communications a select names: masks <c>*</c> and <c>UF_*</c>, both when it is empty; the ID always comes.</summary>
    public (List<FieldDefinition> Fields, List<string> Communications) Selected(PhpArray select)
    {
        var names = select.Select(entry => entry.Value.AsText.ToUpperInvariant()).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        var isDefault = names.Count == 0;
        var fields = Plain(table).Where(field => field.Derived == Derived.Id || names.Contains(field.ClassicName)
            || (field.IsUserField ? isDefault || names.Contains("UF_*") : isDefault || names.Contains("*")));
        return ([.. fields], [.. Communication.TypeIds.Where(names.Contains)]);
    }

    /// <summary>Stock sets such as CONTACT_IDS are written but never read through the old methods.</summary>
    private static IReadOnlyList<FieldDefinition> Plain(EntityTable table) =>
        [.. table.Schema.Fields.Where(field => field.ClassicName.Length > 0 && (field.IsUserField || !field.IsMultiple))];

    private void WriteValue(FieldDefinition field, FieldValue value)
    {
        if (!field.IsMultiple)
        {
            WriteOne(field, value);
            return;
        }

        json.WriteStartArray();
        foreach (var item in value.List)
        {
            WriteItem(field, item);
        }

        json.WriteEndArray();
    }

    /// <summary>Inside a multiple field whole numbers stay numbers.</summary>
    private void WriteItem(FieldDefinition field, FieldValue item)
    {
        if (item.Kind == ValueKind.Integer && field.Type != FieldType.File)
        {
            json.WriteNumberValue(item.Integer);
            return;
        }

        WriteOne(field, item);
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
                json.WriteStringValue(value.Number.ToString(field.IsUserField ? "0.##########" : "F2", CultureInfo.InvariantCulture));
                break;
            case ValueKind.Flag:
                json.WriteStringValue(field.IsUserField ? value.Flag ? "1"u8 : "0"u8 : value.Flag ? "Y"u8 : "N"u8);
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
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("id"u8, number);
        json.WriteString("showUrl"u8, string.Create(CultureInfo.InvariantCulture, $"/bitrix/components/bitrix/crm.file.show/?fileId={number}"));
        json.WriteString("downloadUrl"u8, string.Create(CultureInfo.InvariantCulture, $"/bitrix/components/bitrix/crm.file.download/?fileId={number}"));
        json.WriteEndObject();
    }

    private void WriteNothing(FieldDefinition field)
    {
        switch (field.Type)
        {
            case FieldType.Double when !field.IsUserField:
                json.WriteStringValue("0.00"u8);
                break;
            case FieldType.Boolean:
                json.WriteStringValue(field.IsUserField ? "0"u8 : "N"u8);
                break;
            case FieldType.Company or FieldType.Contact or FieldType.Category when !field.IsUserField:
                json.WriteStringValue("0"u8);
                break;
            case FieldType.Date or FieldType.Moment or FieldType.Enumeration:
                json.WriteStringValue(""u8);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private void WriteCommunications(CrmRecord record, string typeId)
    {
        var items = Array.FindAll(record[table.Schema.WellKnown.Multifields].Communications, item => item.TypeId == typeId);
        if (items.Length == 0)
        {
            return;
        }

        json.WriteStartArray(typeId);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("ID"u8, item.Id.ToString(CultureInfo.InvariantCulture));
            json.WriteString("VALUE_TYPE"u8, item.ValueType);
            json.WriteString("VALUE"u8, item.Value);
            json.WriteString("TYPE_ID"u8, item.TypeId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
