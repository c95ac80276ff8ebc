using System.Globalization;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.enum.*</c>, <c>crm.currency.*</c> and <c>feature.get</c> (reference 5.6, 6.5, 8.5).</summary>
public static class DictionaryMethods
{
    private static readonly (string Currency, string Name, string Rate)[] Currencies =
    [
        ("RUB", "Российский рубль", "1.0000"), ("USD", "Доллар США", "90.0000"), ("EUR", "Евро", "98.0000"), ("CNY", "Китайский юань", "12.5000"),
    ];

    public static IEnumerable<RestMethod> All =>
    [
        new("crm.enum.ownertype", "crm", OwnerTypes),
        new("crm.enum.activitytype", "crm", call => WriteEnum(call, (1, "Встреча", ""), (2, "Звонок", ""), (3, "Задача", ""), (4, "Письмо", ""), (5, "Действие", ""), (6, "Пользовательское действие", ""))),
        new("crm.enum.activitypriority", "crm", call => WriteEnum(call, (1, "Низкая", ""), (2, "Обычная", ""), (3, "Высокая", ""))),
        new("crm.enum.activitystatus", "crm", call => WriteEnum(call, (1, "Ожидается", ""), (2, "Завершено", ""), (3, "Завершено автоматически", ""))),
        new("crm.enum.activitydirection", "crm", call => WriteEnum(call, (1, "Входящее", ""), (2, "Исходящее", ""))),
        new("crm.enum.activitynotifytype", "crm", call => WriteEnum(call, (0, "", ""), (1, "минут", ""), (2, "часов", ""), (3, "дней", ""))),
        new("crm.enum.contenttype", "crm", call => WriteEnum(call, (1, "Простой текст", ""), (2, "BBCode", ""), (3, "HTML", ""))),
        new("crm.enum.addresstype", "crm", call => WriteEnum(call, (1, "Фактический адрес", ""), (4, "Адрес регистрации", ""), (6, "Юридический адрес", ""), (8, "Почтовый адрес", ""), (9, "Адрес бенефициара", ""), (11, "Адрес доставки", ""))),
        new("crm.enum.fields", "crm", Fields),
        new("crm.currency.list", "crm", CurrencyList),
        new("crm.currency.get", "crm", CurrencyGet),
        new("crm.currency.base.get", "crm", call => call.Json.WriteStringValue("RUB"u8)),
        new("feature.get", "", Feature),
    ];

    private static void OwnerTypes(RestCall call)
    {
        var stock = new (int, string, string)[]
        {
            (1, "Лид", "LEAD"), (2, "Сделка", "DEAL"), (3, "Контакт", "CONTACT"), (4, "Компания", "COMPANY"), (5, "Счёт (старая версия)", "INVOICE"), (31, "Счёт", "SMART_INVOICE"),
            (7, "Предложение", "QUOTE"), (8, "Реквизиты", "REQUISITE"), (14, "Заказ", "ORDER"),
        };
        WriteEnum(call, [.. stock, .. call.Portal.Types.Select(type => (type.EntityTypeId, type.Title, string.Create(CultureInfo.InvariantCulture, $"DYNAMIC_{type.EntityTypeId}")))]);
    }

    private static void WriteEnum(RestCall call, params (int Id, string Name, string SymbolCode)[] entries)
    {
        call.Json.WriteStartArray();
        foreach (var (id, name, code) in entries)
        {
            call.Json.WriteStartObject();
            call.Json.WriteNumber("ID"u8, id);
            call.Json.WriteString("NAME"u8, name);
            if (code.Length > 0)
            {
                call.Json.WriteString("SYMBOL_CODE"u8, code);
                call.Json.WriteString("SYMBOL_CODE_SHORT"u8, ShortCode(id));
            }

            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    private static string ShortCode(int entityTypeId) => entityTypeId switch
    {
        1 => "L",
        2 => "D",
        3 => "C",
        4 => "CO",
        5 => "I",
        7 => "Q",
        8 => "RQ",
        14 => "O",
        31 => "SI",
        _ => "T" + entityTypeId.ToString("x", CultureInfo.InvariantCulture),
    };

    private static void Fields(RestCall call)
    {
        call.Json.WriteStartObject();
        foreach (var (name, type) in new[] { ("ID", "int"), ("NAME", "string"), ("SYMBOL_CODE", "string") })
        {
            call.Json.WriteStartObject(name);
            call.Json.WriteString("type"u8, type);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
    }

    private static void CurrencyList(RestCall call)
    {
        call.Json.WriteStartArray();
        foreach (var currency in Currencies)
        {
            WriteCurrency(call, currency);
        }

        call.Json.WriteEndArray();
        call.Total = Currencies.Length;
    }

    private static void CurrencyGet(RestCall call)
    {
        var found = Array.Find(Currencies, currency => currency.Currency == call.Any("id").AsText);
        if (found.Currency is null)
        {
            throw Errors.Classic("Not found");
        }

        WriteCurrency(call, found);
    }

    private static void WriteCurrency(RestCall call, (string Currency, string Name, string Rate) currency)
    {
        call.Json.WriteStartObject();
        call.Json.WriteString("CURRENCY"u8, currency.Currency);
        call.Json.WriteString("AMOUNT_CNT"u8, "1"u8);
        call.Json.WriteString("AMOUNT"u8, currency.Rate);
        call.Json.WriteString("SORT"u8, "100"u8);
        call.Json.WriteString("BASE"u8, currency.Currency == "RUB" ? "Y"u8 : "N"u8);
        call.Json.WriteString("FULL_NAME"u8, currency.Name);
        call.Json.WriteString("LID"u8, call.Portal.Language);
        call.Json.WriteString("DECIMALS"u8, "2"u8);
        call.Json.WriteEndObject();
    }

    private static void Feature(RestCall call)
    {
        var code = call.Any("CODE").AsText;
        if (code.Length == 0)
        {
            throw new RestException(400, "CODE_EMPTY", "CODE can't be empty");
        }

        call.Json.WriteStartObject();
        call.Json.WriteString("value"u8, code is "rest_offline_extended" or "rest_auth_connector" ? "Y"u8 : "N"u8);
        call.Json.WriteEndObject();
    }
}
