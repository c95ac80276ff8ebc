using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Tests.Engine.Exchanges;

/// <summary>A small valid definition and the sides it fits.</summary>
internal static class Samples
{
    public const string Json = """
        {
          "name": "clients",
          "title": "Клиенты",
          "source": { "connection": "sql", "table": "Clients", "key": ["Id"], "tracking": { "kind": "cursor", "column": "Ver", "overlap": "00:05:00" } },
          "destination": { "connection": "b24" },
          "formats": { "timeZone": "Europe/Moscow", "decimalSeparator": "," },
          "dictionaries": { "kinds": { "A": "Новый", "B": "Старый" } },
          "flows": [
            {
              "name": "contacts",
              "entity": "contact",
              "key": ["ExtId"],
              "condition": { "all": [ { "column": "Kind", "is": "in", "values": ["A", "B"] }, { "not": { "column": "Deleted", "is": "eq", "value": "1" } } ] },
              "match": [ { "field": "phone" } ],
              "rules": [
                { "field": "name", "source": { "column": "Name" }, "transforms": [ { "kind": "trim" } ] },
                { "field": "phone", "source": { "column": "Phone" }, "transforms": [ { "kind": "phone", "city": "812" } ] },
                { "field": "birthdate", "source": { "column": "Born" }, "transforms": [ { "kind": "date" } ], "write": "ifEmpty" },
                { "field": "ufCrmKind", "source": { "column": "Kind" }, "transforms": [ { "kind": "map", "dictionary": "kinds" }, { "kind": "option" } ] }
              ]
            },
            {
              "name": "deals",
              "entity": "deal",
              "key": ["Id"],
              "rules": [
                { "field": "title", "source": { "template": "{{Name}} {{Kind}}" } },
                { "field": "contactId", "source": { "flow": "contacts" } },
                { "field": "opportunity", "source": { "column": "Sum" }, "transforms": [ { "kind": "money" } ] }
              ]
            }
          ],
          "writeBack": { "ids": { "contacts": "CrmId" }, "statusColumn": "Status" },
          "limits": { "lanes": 2 },
          "schedule": { "cron": "0 0/15 8-20 ? * MON-FRI" }
        }
        """;

    public static ExchangeDefinition Definition => ExchangeJson.Read(Json);

    public static ValidationContext Context => new(Table, [Contact, Deal]);

    public static SqlTable Table { get; } = new(
        "Clients",
        false,
        [.. new[] { "Id", "Ver", "ExtId", "Name", "Phone", "Born", "Kind", "Deleted", "Sum", "CrmId", "Status" }.Select(name => new SqlColumn(name, "text", true, name == "Id", null))]);

    public static CrmEntity Contact { get; } = Entity(
        3,
        "Контакт",
        new CrmField { Name = "id", Type = "integer", IsReadOnly = true },
        new CrmField { Name = "name", Type = "string" },
        new CrmField { Name = "birthdate", Type = "date" },
        new CrmField { Name = "originId", Type = "string" },
        new CrmField { Name = "ufCrmKind", Type = "enumeration", Options = new Dictionary<string, string> { ["Новый"] = "1", ["Старый"] = "2" } });

    public static CrmEntity Deal { get; } = Entity(
        2,
        "Сделка",
        new CrmField { Name = "title", Type = "string" },
        new CrmField { Name = "contactId", Type = "crm_contact" },
        new CrmField { Name = "opportunity", Type = "double" });

    private static CrmEntity Entity(int type, string title, params CrmField[] fields) =>
        new() { EntityTypeId = type, Title = title, Fields = fields.ToDictionary(field => field.Name) };
}
