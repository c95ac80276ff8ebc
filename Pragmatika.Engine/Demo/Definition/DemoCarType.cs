using System.Text.Json.Nodes;
using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>The smart process of cars. <paramref name="Id"/> names its user fields, <paramref name="EntityTypeId"/> its items (reference, "Object type map").</summary>
internal sealed record DemoCarType(int Id, int EntityTypeId)
{
    private const string Title = "Автомобили";
    private const int DealTypeId = 2;

    public static async Task<DemoCarType> EnsureAsync(DemoCalls calls, CancellationToken cancellationToken)
    {
        var types = await calls.ListAsync("crm.type.list", new JsonObject { ["filter"] = new JsonObject { ["title"] = Title } }, "types", cancellationToken);
        var type = types.FirstOrDefault(known => (string?)known["title"] == Title) ?? await AddAsync(calls, cancellationToken);
        return new DemoCarType(DemoJson.Integer(type["id"]), DemoJson.Integer(type["entityTypeId"]));
    }

    private static async Task<JsonObject> AddAsync(DemoCalls calls, CancellationToken cancellationToken)
    {
        var fields = new JsonObject
        {
            ["title"] = Title,
            ["isClientEnabled"] = "Y",
            ["isUseInUserfieldEnabled"] = "Y",
            ["relations"] = new JsonObject
            {
                ["child"] = new JsonArray(new JsonObject { ["entityTypeId"] = DealTypeId, ["isChildrenListEnabled"] = "Y" }),
            },
        };
        var added = await calls.CallAsync("crm.type.add", new JsonObject { ["fields"] = fields }, cancellationToken);
        return added?["type"] as JsonObject ?? throw new BitrixException(FailureKind.Unknown, null, "crm.type.add: no type in the answer");
    }
}

/// <summary>Numbers that the portal sends as numbers here and as texts there.</summary>
internal static class DemoJson
{
    public static int Integer(JsonNode? node) => int.Parse(node?.ToString() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
}
