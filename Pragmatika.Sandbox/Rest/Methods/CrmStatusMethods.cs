using System.Globalization;
using System.Text.Json;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.status.*</c>: dictionaries and stages (reference 7.3).</summary>
public static class CrmStatusMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("crm.status.list", "crm", List),
        new("crm.status.get", "crm", call => Write(call.Json, Find(call))),
        new("crm.status.add", "crm", Add),
        new("crm.status.update", "crm", Update),
        new("crm.status.delete", "crm", Delete),
        new("crm.status.fields", "crm", Fields),
        new("crm.status.entity.items", "crm", EntityItems),
        new("crm.status.entity.types", "crm", EntityTypes),
    ];

    private static CrmStatus Find(RestCall call) => call.Portal.Statuses.Find(call.Any("id").AsInteger) ?? throw Errors.Classic("Status is not found.");

    private static void List(RestCall call)
    {
        var filter = call.AnyArray("filter");
        var found = call.Portal.Statuses.All.Where(status => Matches(status, filter)).ToList();
        if (call.AnyArray("order").AnyCase("SORT") is { IsMissing: false } sort)
        {
            found = string.Equals(sort.AsText, "DESC", StringComparison.OrdinalIgnoreCase)
                ? [.. found.OrderByDescending(status => status.Sort)]
                : [.. found.OrderBy(status => status.Sort)];
        }

        call.Json.WriteStartArray();
        foreach (var status in found)
        {
            Write(call.Json, status);
        }

        call.Json.WriteEndArray();
        call.Total = found.Count;
    }

    private static bool Matches(CrmStatus status, PhpArray filter)
    {
        foreach (var (key, value) in filter)
        {
            var own = key.TrimStart('=', '@').ToUpperInvariant() switch
            {
                "ID" => status.Id.ToString(CultureInfo.InvariantCulture),
                "ENTITY_ID" => status.EntityId,
                "STATUS_ID" => status.StatusId,
                "NAME" => status.Name,
                "CATEGORY_ID" => status.CategoryId?.ToString(CultureInfo.InvariantCulture) ?? "",
                "SEMANTICS" => status.Semantics ?? "",
                _ => null,
            };
            var isMet = own is null || (value.Array is { } many ? many.Any(entry => entry.Value.AsText == own) : value.AsText == own);
            if (!isMet)
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(RestCall call)
    {
        var fields = call.AnyArray("fields");
        var entityId = fields["ENTITY_ID"].AsText;
        var statusId = fields["STATUS_ID"].AsText;
        if (statusId.Length == 0)
        {
            throw Errors.Classic("The field STATUS_ID is required.");
        }

        var neighbours = call.Portal.Statuses.Of(entityId);
        if (neighbours.Count == 0)
        {
            throw Errors.Classic("Specified entity type is not supported.");
        }

        statusId = Prefixed(neighbours[0].StatusId, statusId);
        if (call.Portal.Statuses.Find(entityId, statusId) is not null)
        {
            throw Errors.Core("The specified status ID already exists.");
        }

        var status = call.Portal.Statuses.Add(new CrmStatus
        {
            Id = call.Portal.Statuses.NextId(),
            EntityId = entityId,
            StatusId = statusId,
            Name = fields["NAME"].AsText,
            InitialName = "",
            Sort = fields["SORT"].IsEmpty ? neighbours[^1].Sort + 10 : fields["SORT"].AsInteger,
            CategoryId = neighbours[0].CategoryId,
            Color = fields["COLOR"].AsText,
            Semantics = fields["SEMANTICS"].AsText is "S" or "F" ? fields["SEMANTICS"].AsText : null,
        });
        call.Json.WriteNumberValue(status.Id);
    }

    /// <summary>Stages of a pipeline carry its prefix, whoever made them.</summary>
    private static string Prefixed(string neighbour, string statusId)
    {
        var colon = neighbour.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || statusId.Contains(':', StringComparison.Ordinal) ? statusId : neighbour[..(colon + 1)] + statusId;
    }

    private static void Update(RestCall call)
    {
        var status = Find(call);
        var fields = call.AnyArray("fields");
        status.Name = fields["NAME"].IsEmpty ? status.Name : fields["NAME"].AsText;
        status.Sort = fields["SORT"].IsEmpty ? status.Sort : fields["SORT"].AsInteger;
        status.Color = fields["COLOR"].IsMissing ? status.Color : fields["COLOR"].AsText;
        call.Portal.Statuses.Sort(status.EntityId);
        call.Json.WriteBooleanValue(true);
    }

    private static void Delete(RestCall call)
    {
        var status = Find(call);
        if (status.IsSystem && !call.AnyArray("params").AnyCase("FORCED").IsYes)
        {
            throw Errors.Classic("CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".");
        }

        if (IsUsed(call.Portal, status))
        {
            throw Errors.Classic("There are active items in this status.");
        }

        call.Portal.Statuses.Remove(status);
        call.Json.WriteBooleanValue(true);
    }

    private static bool IsUsed(Portal portal, CrmStatus status)
    {
        foreach (var table in portal.Tables)
        {
            var slot = table.Schema.WellKnown.StageId;
            if (slot < 0 || Portal.StageEntity(table.EntityTypeId, status.CategoryId ?? 0) != status.EntityId)
            {
                continue;
            }

            return Enumerable.Range(1, table.LastId).Any(id => table.Contains(id) && table.Value(id, slot).Text == status.StatusId);
        }

        return false;
    }

    private static void EntityItems(RestCall call)
    {
        var entityId = call.Any("entityId").AsText;
        var items = call.Portal.Statuses.Of(entityId);
        if (items.Count == 0)
        {
            throw Errors.Classic("The parameter entityId is not defined or invalid.");
        }

        call.Json.WriteStartArray();
        foreach (var status in items)
        {
            call.Json.WriteStartObject();
            call.Json.WriteString("NAME"u8, status.Name);
            call.Json.WriteNumber("SORT"u8, status.Sort);
            call.Json.WriteString("STATUS_ID"u8, status.StatusId);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    private static void EntityTypes(RestCall call)
    {
        call.Json.WriteStartArray();
        foreach (var entityId in call.Portal.Statuses.EntityIds.Order(StringComparer.Ordinal))
        {
            var first = call.Portal.Statuses.Of(entityId).Count > 0 ? call.Portal.Statuses.Of(entityId)[0] : null;
            var colon = first?.StatusId.IndexOf(':', StringComparison.Ordinal) ?? -1;
            call.Json.WriteStartObject();
            call.Json.WriteString("ID"u8, entityId);
            call.Json.WriteString("NAME"u8, entityId);
            call.Json.WriteStartArray("SEMANTIC_INFO"u8);
            call.Json.WriteEndArray();
            if (colon > 0)
            {
                call.Json.WriteString("PREFIX"u8, first!.StatusId[..colon]);
                call.Json.WriteString("FIELD_ATTRIBUTE_SCOPE"u8, string.Create(CultureInfo.InvariantCulture, $"category_{first.CategoryId}"));
            }

            call.Json.WriteBoolean("IS_ENABLED"u8, true);
            if (first?.CategoryId is { } categoryId)
            {
                call.Json.WriteNumber("CATEGORY_ID"u8, categoryId);
            }

            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CrmStatus status)
    {
        json.WriteStartObject();
        json.WriteString("ID"u8, status.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("ENTITY_ID"u8, status.EntityId);
        json.WriteString("STATUS_ID"u8, status.StatusId);
        json.WriteString("NAME"u8, status.Name);
        json.WriteString("NAME_INIT"u8, status.InitialName);
        json.WriteString("SORT"u8, status.Sort.ToString(CultureInfo.InvariantCulture));
        json.WriteString("SYSTEM"u8, status.IsSystem ? "Y"u8 : "N"u8);
        json.WriteString("CATEGORY_ID"u8, status.CategoryId?.ToString(CultureInfo.InvariantCulture));
        json.WriteString("COLOR"u8, status.Color);
        json.WriteString("SEMANTICS"u8, status.Semantics);
        if (status.Color.Length > 0)
        {
            json.WriteStartObject("EXTRA"u8);
            json.WriteString("SEMANTICS"u8, Semantics(status));
            json.WriteString("COLOR"u8, status.Color);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Semantics(CrmStatus status) => status.Semantics switch
    {
        "S" => "success",
        "F" => status.StatusId.EndsWith("APOLOGY", StringComparison.Ordinal) ? "apology" : "failure",
        _ => "process",
    };

    private static void Fields(RestCall call)
    {
        call.Json.WriteStartObject();
        foreach (var (name, type, isRequired) in new[] { ("ID", "integer", false), ("ENTITY_ID", "string", true), ("STATUS_ID", "string", true), ("SORT", "integer", false), ("NAME", "string", true), ("NAME_INIT", "string", false), ("SYSTEM", "char", false), ("CATEGORY_ID", "integer", false), ("COLOR", "string", false), ("SEMANTICS", "char", false), ("EXTRA", "crm_status_extra", false) })
        {
            call.Json.WriteStartObject(name);
            call.Json.WriteString("type"u8, type);
            call.Json.WriteBoolean("isRequired"u8, isRequired);
            call.Json.WriteBoolean("isReadOnly"u8, name is "ID" or "NAME_INIT" or "SYSTEM" or "CATEGORY_ID");
            call.Json.WriteBoolean("isImmutable"u8, name is "ENTITY_ID" or "STATUS_ID");
            call.Json.WriteBoolean("isMultiple"u8, false);
            call.Json.WriteBoolean("isDynamic"u8, false);
            call.Json.WriteString("title"u8, name);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
    }
}
