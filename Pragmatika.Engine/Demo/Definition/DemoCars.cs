using System.Globalization;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>Cars by VIN, each linked to its latest owner.</summary>
internal static class DemoCars
{
    public const string Flow = "cars";

    public static FlowDefinition Cars(DemoPortal portal) => new()
    {
        Name = Flow,
        Title = "Автомобили",
        Entity = "type:" + portal.CarTypeId.ToString(CultureInfo.InvariantCulture),
        Key = ["Vin"],
        KeyTransforms = Rules.Transforms("""{"kind":"vin"}"""),
        Condition = Rules.All(Rules.Filled("Vin"), Rules.IsNot("IsDeleted", "1")),
        Rules =
        [
            Rules.Template("title", "{{Brand}} {{Model}} {{PlateNo}}", """{"kind":"trim","inner":true}""", """{"kind":"default","value":"Автомобиль"}"""),
            Rules.Column(portal.Field(DemoEntity.Car, "VIN"), "Vin", """{"kind":"vin"}"""),
            Rules.Column(portal.Field(DemoEntity.Car, "BRAND"), "Brand", """{"kind":"trim"}"""),
            Rules.Column(portal.Field(DemoEntity.Car, "MODEL"), "Model", """{"kind":"trim"}"""),
            Rules.Column(portal.Field(DemoEntity.Car, "YEAR"), "CarYear", """{"kind":"number"}"""),
            Rules.Column(portal.Field(DemoEntity.Car, "PLATE"), "PlateNo", """{"kind":"plate"}"""),
            Rules.Column(portal.Field(DemoEntity.Car, "MILEAGE"), "Mileage", """{"kind":"number"}"""),
            Rules.Flow("contactId", DemoClients.ContactFlow),
            Rules.Flow("companyId", DemoClients.CompanyFlow),
        ],
    };
}
