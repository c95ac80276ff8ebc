using System.Globalization;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>userfieldconfig.*</c> for the module crm (reference 7.4).</summary>
public static class UserFieldConfigMethods
{
    private static readonly string[] LabelKinds = ["editFormLabel", "listColumnLabel", "listFilterLabel", "errorMessage", "helpMessage"];

    public static IEnumerable<RestMethod> All =>
    [
        new("userfieldconfig.add", "userfieldconfig", Add),
        new("userfieldconfig.update", "userfieldconfig", Update),
        new("userfieldconfig.get", "userfieldconfig", call => Answer(call, Find(call))),
        new("userfieldconfig.list", "userfieldconfig", List),
        new("userfieldconfig.delete", "userfieldconfig", Delete),
        new("userfieldconfig.getTypes", "userfieldconfig", GetTypes),
    ];

    private static void RequireCrm(RestCall call)
    {
        if (!call.Caller.Holds("crm"))
        {
            throw Errors.Classic("The current method required more scopes. (crm)");
        }

        if (call.Needed("moduleId").AsText != "crm")
        {
            throw Errors.Classic("Access denied");
        }
    }

    private static UserField Find(RestCall call)
    {
        RequireCrm(call);
        return call.Portal.UserFields.GetValueOrDefault(call.Needed("id").AsInteger)
            ?? throw Errors.Classic("You do not have permission to view user field settings");
    }

    private static void Add(RestCall call)
    {
        RequireCrm(call);
        call.RequireAdministrator();
        var input = call.NeededArray("field");
        var entityId = input["entityId"].AsText;
        var name = input["fieldName"].AsText;
        var table = call.Portal.TableOfUserFields(entityId) ?? throw Errors.Classic("You cannot create custom fields");
        var prefix = entityId.StartsWith("CRM_", StringComparison.Ordinal) && char.IsAsciiDigit(entityId[4]) ? "UF_" + entityId + "_" : "UF_CRM_";
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || name.Length == prefix.Length)
        {
            throw Errors.Classic("The 'FIELD_NAME' field is not found.");
        }

        if (table.Schema.ByClassicName(name) is not null)
        {
            throw Errors.Classic($"Field {name} already exists");
        }

        UserFieldNames.Check(name, input["userTypeId"].AsText);
        var field = new UserField
        {
            Id = ++call.Portal.Counters.UserField,
            EntityId = entityId,
            Name = name,
            TypeId = input["userTypeId"].AsText,
            IsMultiple = input["multiple"].IsYes,
        };
        Apply(field, input);
        Answer(call, UserFieldProvisioning.Add(call.Portal, table, field, Choices(input["enum"])));
    }

    private static void Update(RestCall call)
    {
        var field = Find(call);
        var input = call.NeededArray("field");
        Apply(field, input);
        UserFieldProvisioning.SetChoices(call.Portal, field, Choices(input["enum"]));
        UserFieldProvisioning.Refresh(call.Portal, field);
        Answer(call, field);
    }

    private static void Apply(UserField field, PhpArray input)
    {
        field.IsMandatory = input["mandatory"].IsMissing ? field.IsMandatory : input["mandatory"].IsYes;
        field.XmlId = input["xmlId"].IsMissing ? field.XmlId : input["xmlId"].AsText;
        field.Sort = input["sort"].IsEmpty ? field.Sort : input["sort"].AsInteger;
        field.ShowFilter = input["showFilter"].IsEmpty ? field.ShowFilter : input["showFilter"].AsText;
        field.ShowInList = input["showInList"].IsEmpty ? field.ShowInList : input["showInList"].AsText;
        field.EditInList = input["editInList"].IsEmpty ? field.EditInList : input["editInList"].AsText;
        field.IsSearchable = input["isSearchable"].IsEmpty ? field.IsSearchable : input["isSearchable"].AsText;
        foreach (var kind in LabelKinds)
        {
            if (input[kind].Array is { } labels)
            {
                field.Labels[kind] = labels.ToDictionary(entry => entry.Key, entry => entry.Value.AsText, StringComparer.Ordinal);
            }
        }

        foreach (var (key, value) in input["settings"].Array ?? new PhpArray())
        {
            field.Settings[key] = value.AsText;
        }
    }

    private static IEnumerable<ChoiceInput> Choices(PhpValue value) => (value.Array ?? new PhpArray())
        .Where(entry => entry.Value.Array is not null)
        .Select(entry => entry.Value.Array!)
        .Select(choice => new ChoiceInput(
            choice["id"].AsInteger, choice["value"].AsText, choice["def"].IsYes, choice["sort"].IsEmpty ? null : choice["sort"].AsInteger, choice["xmlId"].AsText, choice["del"].IsYes));

    private static void List(RestCall call)
    {
        RequireCrm(call);
        var filter = call.Exact("filter").Array ?? new PhpArray();
        var found = call.Portal.UserFields.Values.Where(field => Matches(field, filter)).OrderBy(field => field.Id).ToList();
        var start = Math.Max(0, call.Exact("start").AsInteger / 50 * 50);
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("fields"u8);
        foreach (var field in found.Skip(start).Take(50))
        {
            Write(call, field, withChoices: false);
        }

        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
        call.Total = found.Count;
        call.Next = start + 50 < found.Count ? start + 50 : null;
    }

    private static bool Matches(UserField field, PhpArray filter)
    {
        foreach (var (key, value) in filter)
        {
            var isMet = key.TrimStart('=', '@') switch
            {
                "id" => value.AsInteger == field.Id,
                "entityId" => value.AsText == field.EntityId,
                "fieldName" => value.AsText == field.Name,
                "userTypeId" => value.AsText == field.TypeId,
                _ => true,
            };
            if (!isMet)
            {
                return false;
            }
        }

        return true;
    }

    private static void Delete(RestCall call)
    {
        UserFieldProvisioning.Remove(call.Portal, Find(call));
        call.Json.WriteNullValue();
    }

    private static void GetTypes(RestCall call)
    {
        RequireCrm(call);
        call.Json.WriteStartObject();
        call.Json.WriteStartObject("types"u8);
        foreach (var type in FieldTypes.ForUserFields)
        {
            call.Json.WriteStartObject(type);
            call.Json.WriteString("userTypeId"u8, type);
            call.Json.WriteString("description"u8, type);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
        call.Json.WriteEndObject();
    }

    private static void Answer(RestCall call, UserField field)
    {
        call.Json.WriteStartObject();
        call.Json.WritePropertyName("field"u8);
        Write(call, field, withChoices: true);
        call.Json.WriteEndObject();
    }

    private static void Write(RestCall call, UserField field, bool withChoices)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("id"u8, Text(field.Id));
        json.WriteString("entityId"u8, field.EntityId);
        json.WriteString("fieldName"u8, field.Name);
        json.WriteString("userTypeId"u8, field.TypeId);
        json.WriteString("xmlId"u8, field.XmlId);
        json.WriteString("sort"u8, Text(field.Sort));
        json.WriteString("multiple"u8, field.IsMultiple ? "Y"u8 : "N"u8);
        json.WriteString("mandatory"u8, field.IsMandatory ? "Y"u8 : "N"u8);
        json.WriteString("showFilter"u8, field.ShowFilter);
        json.WriteString("showInList"u8, field.ShowInList);
        json.WriteString("editInList"u8, field.EditInList);
        json.WriteString("isSearchable"u8, field.IsSearchable);
        json.WritePropertyName("settings"u8);
        PhpMaps.WriteStrings(json, field.Settings);
        foreach (var kind in withChoices ? LabelKinds : [])
        {
            json.WritePropertyName(kind);
            PhpMaps.WriteStrings(json, field.Labels.GetValueOrDefault(kind) ?? []);
        }

        if (withChoices && field.TypeId == "enumeration")
        {
            WriteChoices(call, field);
        }

        json.WriteEndObject();
    }

    private static void WriteChoices(RestCall call, UserField field)
    {
        call.Json.WriteStartArray("enum"u8);
        foreach (var choice in field.Choices)
        {
            call.Json.WriteStartObject();
            call.Json.WriteString("id"u8, Text(choice.Id));
            call.Json.WriteString("userFieldId"u8, Text(field.Id));
            call.Json.WriteString("value"u8, choice.Value);
            call.Json.WriteString("def"u8, choice.IsDefault ? "Y"u8 : "N"u8);
            call.Json.WriteString("sort"u8, Text(choice.Sort));
            call.Json.WriteString("xmlId"u8, choice.XmlId);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
