using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>Companies and contacts, recognised by the GUID of 1C, then by phone (and e-mail): a person met under two GUIDs stays one contact.</summary>
internal static class DemoClients
{
    public const string ContactFlow = "contacts";
    public const string CompanyFlow = "companies";

    private const string Trim = """{"kind":"trim","inner":true}""";
    private const string Phone2 = """{"kind":"concat","columns":["Phone2"],"separator":";"}""";
    private const string Phone = """{"kind":"phone"}""";
    private const string Email = """{"kind":"email"}""";
    private const string Flag = """{"kind":"flag"}""";
    private const string Date = """{"kind":"date"}""";

    public static FlowDefinition Companies(DemoPortal portal) => new()
    {
        Name = CompanyFlow,
        Title = "Компании",
        Entity = "company",
        Key = ["ClientExtId"],
        KeyTransforms = Rules.Transforms("""{"kind":"guid1c"}"""),
        Condition = Rules.All(Rules.Is("ClientType", "ЮрЛицо"), Rules.IsNot("IsDeleted", "1")),
        Match = [new MatchRule { Field = "phone" }],
        Rules =
        [
            // Operators type a company into the last name and leave the company empty.
            Rules.Column("title", "CompanyName", """{"kind":"if","condition":{"column":"CompanyName","is":"empty"},"then":{"column":"LastName"}}""", Trim),
            Rules.Column("phone", "Phone1", Phone2, Phone),
            Rules.Column("email", "Email", Email),
            Rules.Column(portal.Field(DemoEntity.Company, "INN"), "Inn", Trim),
            Rules.Column(portal.Field(DemoEntity.Company, "KPP"), "Kpp", Trim),
            Rules.Column(portal.Field(DemoEntity.Company, "ADDRESS_1C"), "Address", Trim),
        ],
    };

    public static FlowDefinition Contacts(DemoPortal portal) => new()
    {
        Name = ContactFlow,
        Title = "Контакты",
        Entity = "contact",
        Key = ["ClientExtId"],
        KeyTransforms = Rules.Transforms("""{"kind":"guid1c"}"""),
        Condition = Rules.All(Rules.Is("ClientType", "ФизЛицо"), Rules.IsNot("IsDeleted", "1")),
        Match = [new MatchRule { Field = "phone" }, new MatchRule { Field = "email" }],
        Rules =
        [
            Rules.Column("lastName", "LastName", Trim),
            Rules.Column("name", "FirstName", Trim),
            Rules.Column("secondName", "MiddleName", Trim),
            Rules.Column("birthdate", "BirthDate", Date),
            Rules.Column("phone", "Phone1", Phone2, Phone),
            Rules.Column("email", "Email", Email),
            Rules.Column(
                portal.Field(DemoEntity.Contact, "GENDER"), "Gender", """{"kind":"map","values":{"М":"Мужской","Ж":"Женский"}}""", """{"kind":"option"}"""),
            Rules.Column(portal.Field(DemoEntity.Contact, "CONSENT_PD"), "ConsentPd", Flag),
            Rules.Column(portal.Field(DemoEntity.Contact, "CONSENT_ADS"), "ConsentAds", Flag),
            Rules.Column(portal.Field(DemoEntity.Contact, "CONSENT_DATE"), "ConsentDate", Date),
            Rules.Column(portal.Field(DemoEntity.Contact, "ADDRESS_1C"), "Address", Trim),
        ],
    };
}
