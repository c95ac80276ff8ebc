using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.type.*</c> (reference 7.1).</summary>
public static class CrmTypeMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("crm.type.add", "crm", Add),
        new("crm.type.update", "crm", Update),
        new("crm.type.get", "crm", call => Answer(call, Find(call))),
        new("crm.type.getByEntityTypeId", "crm", call => Answer(call, call.Portal.TypeOf(call.Needed("entityTypeId").AsInteger) ?? throw Missing())),
        new("crm.type.list", "crm", List),
        new("crm.type.delete", "crm", Delete),
        new("crm.type.fields", "crm", Fields),
    ];

    private static SmartType Find(RestCall call)
    {
        var id = call.Needed("id").AsInteger;
        return call.Portal.Types.Find(type => type.Id == id) ?? throw Missing();
    }

    private static RestException Missing() => new(400, "0", "Smart process not found") { NumericCode = true };

    private static void Add(RestCall call)
    {
        call.RequireAdministrator();
        var fields = call.NeededArray("fields");
        if (fields["title"].IsEmpty)
        {
            throw new RestException(400, "CRM_FIELD_ERROR_REQUIRED", "The \"Title\" field is required");
        }

        Answer(call, TypeProvisioning.Add(call.Portal, call.Caller.UserId, fields));
    }

    private static void Update(RestCall call)
    {
        call.RequireAdministrator();
        var type = Find(call);
        TypeProvisioning.Apply(call.Portal, type, call.NeededArray("fields"));
        type.UpdatedTime = call.Portal.Time.NowSeconds;
        type.UpdatedBy = call.Caller.UserId;
        Answer(call, type);
    }

    private static void Delete(RestCall call)
    {
        call.RequireAdministrator();
        var type = Find(call);
        if (call.Portal.Table(type.EntityTypeId)!.Count > 0)
        {
            throw new RestException(400, "BX_ERROR", "You cannot delete an entity type that has elements");
        }

        TypeProvisioning.Remove(call.Portal, type);
        call.Json.WriteStartArray();
        call.Json.WriteEndArray();
    }

    private static void List(RestCall call)
    {
        var filter = call.Exact("filter").Array ?? new PhpArray();
        var found = call.Portal.Types.Where(type => Matches(type, filter)).ToList();
        var start = Math.Max(0, call.Exact("start").AsInteger / 50 * 50);
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("types"u8);
        foreach (var type in found.Skip(start).Take(50))
        {
            TypeOutput.Write(call, type, withRelations: false);
        }

        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
        call.Total = found.Count;
        call.Next = start + 50 < found.Count ? start + 50 : null;
    }

    private static bool Matches(SmartType type, PhpArray filter)
    {
        foreach (var (key, value) in filter)
        {
            var name = key.TrimStart('=', '@', '%');
            var isMet = name switch
            {
                "id" => value.AsInteger == type.Id,
                "entityTypeId" => value.Array is { } many ? many.Any(entry => entry.Value.AsInteger == type.EntityTypeId) : value.AsInteger == type.EntityTypeId,
                "title" => key.StartsWith('%') ? type.Title.Contains(value.AsText, StringComparison.OrdinalIgnoreCase) : type.Title == value.AsText,
                _ => true,
            };
            if (!isMet)
            {
                return false;
            }
        }

        return true;
    }

    private static void Answer(RestCall call, SmartType type)
    {
        call.Json.WriteStartObject();
        call.Json.WritePropertyName("type"u8);
        TypeOutput.Write(call, type, withRelations: true);
        call.Json.WriteEndObject();
    }

    private static void Fields(RestCall call)
    {
        call.Json.WriteStartObject();
        call.Json.WriteStartObject("fields"u8);
        foreach (var name in (string[])["id", "title", "code", "entityTypeId", .. SmartType.Switches])
        {
            call.Json.WriteStartObject(name);
            call.Json.WriteString("type"u8, name.StartsWith("is", StringComparison.Ordinal) ? "boolean" : name is "id" or "entityTypeId" ? "integer" : "string");
            call.Json.WriteBoolean("isRequired"u8, name == "title");
            call.Json.WriteBoolean("isReadOnly"u8, name == "id");
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
        call.Json.WriteEndObject();
    }
}
