using System.Globalization;
using System.Text.Json.Nodes;
using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>User fields through userfieldconfig.*, and the names under which crm.item.* knows them.</summary>
internal static class DemoUserFields
{
    public static async Task EnsureAsync(DemoCalls calls, DemoCarType cars, CancellationToken cancellationToken)
    {
        foreach (var entity in DemoFields.All.GroupBy(field => field.Entity))
        {
            var filter = new JsonObject { ["entityId"] = EntityId(entity.Key, cars) };
            var known = await calls.ListAsync(
                "userfieldconfig.list", new JsonObject { ["moduleId"] = "crm", ["filter"] = filter }, "fields", cancellationToken);
            var names = known.Select(field => (string?)field["fieldName"]).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var field in entity.Where(field => !names.Contains(FullName(field, cars))))
            {
                await calls.CallAsync("userfieldconfig.add", Added(field, cars), cancellationToken);
            }
        }
    }

    /// <summary>Names are read from the portal: how it bends UF_CRM_7_VIN into item naming is its own business.</summary>
    public static async Task<IReadOnlyDictionary<(DemoEntity Entity, string Field), string>> NamesAsync(
        DemoCalls calls, DemoCarType cars, CancellationToken cancellationToken)
    {
        var names = new Dictionary<(DemoEntity, string), string>();
        foreach (var entity in DemoFields.All.GroupBy(field => field.Entity))
        {
            var described = await calls.CallAsync("crm.item.fields", new JsonObject { ["entityTypeId"] = EntityTypeId(entity.Key, cars) }, cancellationToken);
            var byPlainName = (described?["fields"] as JsonObject ?? []).ToLookup(field => Plain(field.Key), field => field.Key);
            foreach (var field in entity)
            {
                names[(field.Entity, field.Name)] = byPlainName[Plain(FullName(field, cars))].FirstOrDefault()
                    ?? throw new BitrixException(FailureKind.NotFound, null, $"crm.item.fields: {FullName(field, cars)} is not there after it was added");
            }
        }

        return names;
    }

    private static JsonObject Added(DemoField field, DemoCarType cars)
    {
        var added = new JsonObject
        {
            ["entityId"] = EntityId(field.Entity, cars),
            ["fieldName"] = FullName(field, cars),
            ["userTypeId"] = field.Type,
            ["editFormLabel"] = new JsonObject { ["ru"] = field.Title, ["en"] = field.Title },
        };
        if (field.Options is { } options)
        {
            added["enum"] = new JsonArray([.. options.Select((label, index) => (JsonNode)new JsonObject { ["value"] = label, ["sort"] = (index + 1) * 10 })]);
        }

        return new JsonObject { ["moduleId"] = "crm", ["field"] = added };
    }

    private static string Plain(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).ToUpperInvariant();

    private static string FullName(DemoField field, DemoCarType cars) =>
        field.Entity == DemoEntity.Car ? $"UF_{EntityId(field.Entity, cars)}_{field.Name}" : "UF_CRM_" + field.Name;

    private static string EntityId(DemoEntity entity, DemoCarType cars) => entity switch
    {
        DemoEntity.Contact => "CRM_CONTACT",
        DemoEntity.Company => "CRM_COMPANY",
        DemoEntity.Deal => "CRM_DEAL",
        _ => "CRM_" + cars.Id.ToString(CultureInfo.InvariantCulture),
    };

    private static int EntityTypeId(DemoEntity entity, DemoCarType cars) => entity switch
    {
        DemoEntity.Contact => 3,
        DemoEntity.Company => 4,
        DemoEntity.Deal => 2,
        _ => cars.EntityTypeId,
    };
}
