using System.Globalization;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.{lead,deal,contact,company}.userfield.*</c> (reference 7.4).</summary>
public sealed class ClassicUserFieldMethods(string name, string entityId)
{
    private static readonly (string Upper, string Camel)[] LabelKinds =
    [
        ("EDIT_FORM_LABEL", "editFormLabel"), ("LIST_COLUMN_LABEL", "listColumnLabel"), ("LIST_FILTER_LABEL", "listFilterLabel"), ("ERROR_MESSAGE", "errorMessage"), ("HELP_MESSAGE", "helpMessage"),
    ];

    public static IEnumerable<RestMethod> All =>
    [
        .. new ClassicUserFieldMethods("lead", "CRM_LEAD").Family,
        .. new ClassicUserFieldMethods("deal", "CRM_DEAL").Family,
        .. new ClassicUserFieldMethods("contact", "CRM_CONTACT").Family,
        .. new ClassicUserFieldMethods("company", "CRM_COMPANY").Family,
    ];

    private IEnumerable<RestMethod> Family =>
    [
        new($"crm.{name}.userfield.add", "crm", Add),
        new($"crm.{name}.userfield.update", "crm", Update),
        new($"crm.{name}.userfield.get", "crm", call => Write(call, Find(call), withLabels: true)),
        new($"crm.{name}.userfield.list", "crm", List),
        new($"crm.{name}.userfield.delete", "crm", Delete),
    ];

    private UserField Find(RestCall call)
    {
        var id = call.Any("id").AsInteger;
        return call.Portal.UserFields.GetValueOrDefault(id) is { } field && field.EntityId == entityId
            ? field
            : throw new RestException(400, "ERROR_NOT_FOUND", $"The entity with ID '{call.Any("id").AsText}' is not found");
    }

    private void Add(RestCall call)
    {
        var input = call.Any("fields").Array ?? throw Errors.Classic("Parameter 'fields' must be array.");
        var given = input.AnyCase("FIELD_NAME").AsText;
        var fieldName = given.StartsWith("UF_CRM_", StringComparison.Ordinal) ? given : "UF_CRM_" + given;
        UserFieldNames.Check(fieldName, input.AnyCase("USER_TYPE_ID").AsText);
        var table = call.Portal.TableOfUserFields(entityId)!;
        if (given.Length == 0 || table.Schema.ByClassicName(fieldName) is not null)
        {
            throw Errors.Core(given.Length == 0 ? "The 'FIELD_NAME' field is not found." : $"Field {fieldName} already exists");
        }

        var field = new UserField
        {
            Id = ++call.Portal.Counters.UserField,
            EntityId = entityId,
            Name = fieldName,
            TypeId = input.AnyCase("USER_TYPE_ID").AsText,
            IsMultiple = input.AnyCase("MULTIPLE").IsYes,
        };
        Apply(field, input);
        UserFieldProvisioning.Add(call.Portal, table, field, Choices(input.AnyCase("LIST")));
        call.Json.WriteNumberValue(field.Id);
    }

    private void Update(RestCall call)
    {
        var field = Find(call);
        var input = call.Any("fields").Array ?? throw Errors.Classic("Parameter 'fields' must be array.");
        Apply(field, input);
        UserFieldProvisioning.SetChoices(call.Portal, field, Choices(input.AnyCase("LIST")));
        UserFieldProvisioning.Refresh(call.Portal, field);
        call.Json.WriteBooleanValue(true);
    }

    private void Delete(RestCall call)
    {
        UserFieldProvisioning.Remove(call.Portal, Find(call));
        call.Json.WriteBooleanValue(true);
    }

    /// <summary>The order parameter is ignored, as on the real portal (reference 4.1).</summary>
    private void List(RestCall call)
    {
        var filter = call.AnyArray("filter");
        var found = call.Portal.UserFields.Values.Where(field => field.EntityId == entityId && Matches(field, filter)).OrderBy(field => field.Id).ToList();
        call.Json.WriteStartArray();
        foreach (var field in found)
        {
            Write(call, field, withLabels: !filter.AnyCase("LANG").IsEmpty);
        }

        call.Json.WriteEndArray();
        call.Total = found.Count;
    }

    private static bool Matches(UserField field, PhpArray filter)
    {
        foreach (var (key, value) in filter)
        {
            var isMet = key.TrimStart('=').ToUpperInvariant() switch
            {
                "ID" => value.AsInteger == field.Id,
                "FIELD_NAME" => value.AsText == field.Name,
                "USER_TYPE_ID" => value.AsText == field.TypeId,
                "XML_ID" => value.AsText == (field.XmlId ?? ""),
                "MULTIPLE" => value.IsYes == field.IsMultiple,
                "MANDATORY" => value.IsYes == field.IsMandatory,
                _ => true,
            };
            if (!isMet)
            {
                return false;
            }
        }

        return true;
    }

    private static void Apply(UserField field, PhpArray input)
    {
        field.IsMandatory = input.AnyCase("MANDATORY").IsMissing ? field.IsMandatory : input.AnyCase("MANDATORY").IsYes;
        field.XmlId = input.AnyCase("XML_ID").IsMissing ? field.XmlId : input.AnyCase("XML_ID").AsText;
        field.Sort = input.AnyCase("SORT").IsEmpty ? field.Sort : input.AnyCase("SORT").AsInteger;
        field.ShowFilter = Or(input.AnyCase("SHOW_FILTER"), field.ShowFilter);
        field.ShowInList = Or(input.AnyCase("SHOW_IN_LIST"), field.ShowInList);
        field.EditInList = Or(input.AnyCase("EDIT_IN_LIST"), field.EditInList);
        field.IsSearchable = Or(input.AnyCase("IS_SEARCHABLE"), field.IsSearchable);
        foreach (var (upper, camel) in LabelKinds)
        {
            var label = input.AnyCase(upper);
            if (!label.IsMissing)
            {
                field.Labels[camel] = label.Array is { } labels
                    ? labels.ToDictionary(entry => entry.Key, entry => entry.Value.AsText, StringComparer.Ordinal)
                    : new(StringComparer.Ordinal) { ["ru"] = label.AsText, ["en"] = label.AsText };
            }
        }

        foreach (var (key, value) in input.AnyCase("SETTINGS").Array ?? new PhpArray())
        {
            field.Settings[key] = value.AsText;
        }
    }

    private static string Or(PhpValue value, string current) => value.IsEmpty ? current : value.AsText;

    private static IEnumerable<ChoiceInput> Choices(PhpValue value) => (value.Array ?? new PhpArray())
        .Where(entry => entry.Value.Array is not null)
        .Select(entry => entry.Value.Array!)
        .Select(choice => new ChoiceInput(
            choice.AnyCase("ID").AsInteger, choice.AnyCase("VALUE").AsText, choice.AnyCase("DEF").IsYes, choice.AnyCase("SORT").IsEmpty ? null : choice.AnyCase("SORT").AsInteger,
            choice.AnyCase("XML_ID").AsText, choice.AnyCase("DEL").IsYes));

    private static void Write(RestCall call, UserField field, bool withLabels)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("ID"u8, Text(field.Id));
        json.WriteString("ENTITY_ID"u8, field.EntityId);
        json.WriteString("FIELD_NAME"u8, field.Name);
        json.WriteString("USER_TYPE_ID"u8, field.TypeId);
        json.WriteString("XML_ID"u8, field.XmlId);
        json.WriteString("SORT"u8, Text(field.Sort));
        json.WriteString("MULTIPLE"u8, field.IsMultiple ? "Y"u8 : "N"u8);
        json.WriteString("MANDATORY"u8, field.IsMandatory ? "Y"u8 : "N"u8);
        json.WriteString("SHOW_FILTER"u8, field.ShowFilter);
        json.WriteString("SHOW_IN_LIST"u8, field.ShowInList);
        json.WriteString("EDIT_IN_LIST"u8, field.EditInList);
        json.WriteString("IS_SEARCHABLE"u8, field.IsSearchable);
        json.WritePropertyName("SETTINGS"u8);
        PhpMaps.WriteStrings(json, field.Settings);
        if (withLabels)
        {
            WriteLabels(call, field);
        }

        if (field.TypeId == "enumeration")
        {
            WriteChoices(call, field);
        }

        json.WriteEndObject();
    }

    /// <summary>A map by language in get, one text in a list that names a language.</summary>
    private static void WriteLabels(RestCall call, UserField field)
    {
        var language = call.Any("filter").Array?.AnyCase("LANG").AsText ?? "";
        foreach (var (upper, camel) in LabelKinds)
        {
            call.Json.WritePropertyName(upper);
            var labels = field.Labels.GetValueOrDefault(camel) ?? [];
            if (language.Length > 0)
            {
                call.Json.WriteStringValue(labels.GetValueOrDefault(language));
            }
            else
            {
                PhpMaps.WriteStrings(call.Json, labels);
            }
        }
    }

    private static void WriteChoices(RestCall call, UserField field)
    {
        call.Json.WriteStartArray("LIST"u8);
        foreach (var choice in field.Choices.OrderBy(choice => choice.Sort).ThenBy(choice => choice.Id))
        {
            call.Json.WriteStartObject();
            call.Json.WriteString("ID"u8, Text(choice.Id));
            call.Json.WriteString("SORT"u8, Text(choice.Sort));
            call.Json.WriteString("VALUE"u8, choice.Value);
            call.Json.WriteString("DEF"u8, choice.IsDefault ? "Y"u8 : "N"u8);
            call.Json.WriteString("XML_ID"u8, choice.XmlId);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
