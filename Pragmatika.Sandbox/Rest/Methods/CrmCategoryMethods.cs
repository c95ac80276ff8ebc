using System.Text.Json;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.category.*</c>: pipelines of deals and smart processes (reference 7.2).</summary>
public static class CrmCategoryMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("crm.category.add", "crm", Add),
        new("crm.category.update", "crm", Update),
        new("crm.category.get", "crm", call => Answer(call, Find(call))),
        new("crm.category.list", "crm", List),
        new("crm.category.delete", "crm", Delete),
        new("crm.category.fields", "crm", Fields),
    ];

    private static int EntityTypeId(RestCall call)
    {
        var entityTypeId = call.Needed("entityTypeId").AsInteger;
        return entityTypeId == Portal.Deal || call.Portal.TypeOf(entityTypeId) is not null
            ? entityTypeId
            : throw new RestException(400, "ENTITY_TYPE_NOT_SUPPORTED", $"Entity type `{call.Exact("entityTypeId").AsText}` is not supported");
    }

    private static Category Find(RestCall call) =>
        call.Portal.FindCategory(EntityTypeId(call), call.Needed("id").AsInteger) ?? throw Errors.NotFound();

    private static void Add(RestCall call)
    {
        var entityTypeId = EntityTypeId(call);
        var fields = call.NeededArray("fields");
        if (fields["name"].IsEmpty)
        {
            throw new RestException(400, "0", "Field 'NAME' is required");
        }

        if (entityTypeId != Portal.Deal && !call.Portal.TypeOf(entityTypeId)!.Has("isCategoriesEnabled"))
        {
            throw new RestException(400, "ADDING_DISABLED", "Adding categories is disabled");
        }

        var category = TypeProvisioning.AddCategory(call.Portal, entityTypeId, fields["name"].AsText, isDefault: false);
        Apply(call.Portal, category, fields);
        Answer(call, category);
    }

    private static void Update(RestCall call)
    {
        var category = Find(call);
        Apply(call.Portal, category, call.NeededArray("fields"));
        Answer(call, category);
    }

    private static void Apply(Portal portal, Category category, PhpArray fields)
    {
        category.Name = fields["name"].IsEmpty ? category.Name : fields["name"].AsText;
        category.Sort = fields["sort"].IsEmpty ? category.Sort : fields["sort"].AsInteger;
        category.OriginId = fields["originId"].IsMissing ? category.OriginId : fields["originId"].AsText;
        category.OriginatorId = fields["originatorId"].IsMissing ? category.OriginatorId : fields["originatorId"].AsText;
        if (!fields["isDefault"].IsYes || category.EntityTypeId == Portal.Deal)
        {
            return;
        }

        foreach (var other in portal.Categories.Where(other => other.EntityTypeId == category.EntityTypeId))
        {
            other.IsDefault = other.Id == category.Id;
        }
    }

    private static void Delete(RestCall call)
    {
        var category = Find(call);
        if (category.IsDefault)
        {
            throw category.EntityTypeId == Portal.Deal
                ? new RestException(400, "0", "Default deal category cannot be deleted")
                : new RestException(400, "BX_ERROR", "You cannot delete default category");
        }

        if (HasRecords(call.Portal, category))
        {
            throw category.EntityTypeId == Portal.Deal
                ? new RestException(400, "0", "Related deals found. Category cannot be deleted")
                : new RestException(400, "BX_ERROR", "You cannot delete a category that has elements");
        }

        call.Portal.Statuses.RemoveAll(Portal.StageEntity(category.EntityTypeId, category.Id));
        call.Portal.Categories.Remove(category);
        call.Json.WriteNullValue();
    }

    private static bool HasRecords(Portal portal, Category category)
    {
        var table = portal.Table(category.EntityTypeId)!;
        return Enumerable.Range(1, table.LastId).Any(id => table.Contains(id) && table.Value(id, table.Schema.WellKnown.CategoryId).Integer == category.Id);
    }

    private static void List(RestCall call)
    {
        var entityTypeId = EntityTypeId(call);
        var found = call.Portal.Categories.Where(category => category.EntityTypeId == entityTypeId).OrderBy(category => category.Sort).ThenBy(category => category.Id).ToList();
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("categories"u8);
        foreach (var category in found)
        {
            Write(call.Json, category);
        }

        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
        call.Total = found.Count;
    }

    private static void Answer(RestCall call, Category category)
    {
        call.Json.WriteStartObject();
        call.Json.WritePropertyName("category"u8);
        Write(call.Json, category);
        call.Json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Category category)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, category.Id);
        json.WriteString("name"u8, category.Name);
        json.WriteNumber("sort"u8, category.Sort);
        json.WriteNumber("entityTypeId"u8, category.EntityTypeId);
        json.WriteString("isDefault"u8, category.IsDefault ? "Y"u8 : "N"u8);
        if (category.EntityTypeId == Portal.Deal)
        {
            json.WriteString("originId"u8, category.OriginId);
            json.WriteString("originatorId"u8, category.OriginatorId);
        }

        json.WriteEndObject();
    }

    private static void Fields(RestCall call)
    {
        EntityTypeId(call);
        call.Json.WriteStartObject();
        call.Json.WriteStartObject("fields"u8);
        foreach (var (name, type) in new[] { ("id", "integer"), ("entityTypeId", "integer"), ("name", "string"), ("sort", "integer"), ("isDefault", "boolean") })
        {
            call.Json.WriteStartObject(name);
            call.Json.WriteString("type"u8, type);
            call.Json.WriteBoolean("isRequired"u8, name == "name");
            call.Json.WriteBoolean("isReadOnly"u8, name is "id" or "entityTypeId");
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
        call.Json.WriteEndObject();
    }
}
