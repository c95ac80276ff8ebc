using System.Globalization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>One deal per document of 1C, in the pipeline its kind belongs to, linked to client and car.</summary>
internal static class DemoDeals
{
    public const string Flow = "deals";

    private const string Trim = """{"kind":"trim"}""";
    private const string Date = """{"kind":"date"}""";
    private const string Number = """{"kind":"number"}""";

    // Number columns that arrive as text carry a point, 1C types a comma; both mean decimals here, two at most.
    private const string PointToComma = """{"kind":"replace","pattern":"\\.(\\d{1,2})$","with":",$1"}""";

    /// <summary>A sold car that has run this far is a used one; below it stand new cars and those of the test drive.</summary>
    private const string UsedFromKilometres = "15000";

    public static FlowDefinition Deals(DemoPortal portal) => new()
    {
        Name = Flow,
        Title = "Сделки",
        Entity = "deal",
        Key = ["EntityKind", "ExtId"],
        Condition = Rules.All(Rules.IsNot("EntityKind", "CLIENT"), Rules.IsNot("IsDeleted", "1")),
        Rules =
        [
            Rules.Template(
                "title",
                "{{EntityKind}}",
                """{"kind":"map","dictionary":"documents"}""",
                """{"kind":"concat","columns":["DocNumber","Brand","Model"],"separator":" "}"""),
            Rules.Column("categoryId", "EntityKind", Pipelines(portal, pipeline => pipeline.Id.ToString(CultureInfo.InvariantCulture))),
            Rules.Column("stageId", "DocState", Stages()),
            Rules.Column(
                "opportunity",
                "SumTotal",
                """{"kind":"if","condition":{"column":"EntityKind","is":"eq","value":"SALE"},"then":{"column":"SalePrice"}}""",
                PointToComma,
                """{"kind":"money"}"""),
            Rules.Constant("isManualOpportunity", "Да", """{"kind":"flag"}"""),
            Rules.Column("begindate", "DocDate", Date),
            Rules.Column("closedate", "CloseDate", Date),
            Rules.Flow("contactId", DemoClients.ContactFlow),
            Rules.Flow("companyId", DemoClients.CompanyFlow),
            Rules.Flow("parentId" + portal.CarTypeId.ToString(CultureInfo.InvariantCulture), DemoCars.Flow),
            .. UserFields(portal),
        ],
    };

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Dictionaries(DemoPortal portal) =>
        new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["documents"] = new Dictionary<string, string>
            {
                ["VISIT"] = "Машинозаезд",
                ["ORDER"] = "Заказ-наряд",
                ["SALE"] = "Продажа",
                ["POLICY"] = "Полис",
            },
            ["service"] = DemoStages.ByState(portal.Service),
            ["newCars"] = DemoStages.ByState(portal.NewCars),
            ["usedCars"] = DemoStages.ByState(portal.UsedCars),
            ["insurance"] = DemoStages.ByState(portal.Insurance),
        };

    private static IEnumerable<Rule> UserFields(DemoPortal portal) =>
    [
        Rules.Column(portal.Field(DemoEntity.Deal, "DOC_NUMBER"), "DocNumber", Trim),
        Rules.Column(portal.Field(DemoEntity.Deal, "CENTRE"), "DealerCenterName", Trim),
        Rules.Column(portal.Field(DemoEntity.Deal, "MANAGER"), "ManagerName", Trim),
        Rules.Column(portal.Field(DemoEntity.Deal, "REPAIR_KIND"), "RepairKind", Trim),
        Rules.Column(portal.Field(DemoEntity.Deal, "PAYER"), "PayerKind", Trim),
        Rules.Column(portal.Field(DemoEntity.Deal, "SUM_WORKS"), "SumWorks", PointToComma, Number),
        Rules.Column(portal.Field(DemoEntity.Deal, "SUM_PARTS"), "SumParts", PointToComma, Number),
        Rules.Column(portal.Field(DemoEntity.Deal, "NEXT_SERVICE"), "NextServiceDate", Date),
        Rules.Column(portal.Field(DemoEntity.Deal, "POLICY_NO"), "PolicyNo", Trim),
        Rules.Column(portal.Field(DemoEntity.Deal, "POLICY_END"), "PolicyEnd", Date),
        Rules.Column(portal.Field(DemoEntity.Deal, "INSURER"), "Insurer", Trim),
    ];

    private static string Pipelines(DemoPortal portal, Func<DemoPipeline, string> text) => Choose(
        $$"""{"constant":"{{text(portal.Service)}}"}""",
        $$"""{"constant":"{{text(portal.NewCars)}}"}""",
        $$"""{"constant":"{{text(portal.UsedCars)}}"}""",
        $$"""{"constant":"{{text(portal.Insurance)}}"}""");

    private static string Stages() => Choose(ByState("service"), ByState("newCars"), ByState("usedCars"), ByState("insurance"));

    private static string ByState(string dictionary) => $$"""{"column":"DocState","transforms":[{"kind":"map","dictionary":"{{dictionary}}"}]}""";

    /// <summary>A transform that takes one of four sources by the kind of the document and, for sales, by the mileage of the car.</summary>
    private static string Choose(string service, string newCars, string usedCars, string insurance) => $$"""
        {
          "kind": "if",
          "condition": { "column": "EntityKind", "is": "in", "values": ["VISIT", "ORDER"] },
          "then": {{service}},
          "else": { "column": "EntityKind", "transforms": [ {
            "kind": "if",
            "condition": { "column": "EntityKind", "is": "eq", "value": "POLICY" },
            "then": {{insurance}},
            "else": { "column": "EntityKind", "transforms": [ {
              "kind": "if",
              "condition": { "column": "Mileage", "is": "ge", "value": "{{UsedFromKilometres}}" },
              "then": {{usedCars}},
              "else": {{newCars}} } ] } } ] } }
        """;
}
