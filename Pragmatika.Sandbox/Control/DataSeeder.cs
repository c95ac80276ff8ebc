using System.Globalization;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Control;

/// <summary>Fills a portal with invented people, firms and deals through the same rules a client goes through. The caller holds the gate.</summary>
public sealed class DataSeeder(Portal portal, SeedRequest request)
{
    private static readonly string[] FirstNames = ["Иван", "Пётр", "Анна", "Мария", "Олег", "Елена", "Сергей", "Татьяна", "Дмитрий", "Ольга", "Никита", "Вера"];
    private static readonly string[] LastNames = ["Берёзкин", "Рябинин", "Соснов", "Кедров", "Осинин", "Ольхов", "Тополев", "Ясенев", "Кленов", "Дубравин", "Вязов", "Липин"];
    private static readonly string[] MiddleNames = ["Иванович", "Петрович", "Олегович", "Сергеевич", "Андреевич", "Павлович"];
    private static readonly string[] Cities = ["Мурманск", "Великий Новгород", "Петрозаводск", "Санкт-Петербург", "Псков", "Великие Луки"];
    private readonly Caller _caller = new("seed", 1, IsApplication: false, null);
    private ulong _state = (ulong)request.Seed * 0x9E3779B97F4A7C15;

    public void Run()
    {
        request.Check();
        Make(Portal.Company, request.Companies, Company);
        Make(Portal.Contact, request.Contacts, Contact);
        Make(Portal.Lead, request.Leads, Lead);
        Make(Portal.Deal, request.Deals, Deal);
    }

    private void Make(int entityTypeId, int count, Func<int, PhpArray> fields)
    {
        var writer = new RecordWriter(portal, portal.Table(entityTypeId)!, _caller, new WriteMode(IsClassic: false));
        for (var number = 1; number <= count; number++)
        {
            var made = fields(number);
            if (request.Originator.Length > 0)
            {
                Set(made, "originatorId", request.Originator);
                Set(made, "originId", string.Create(CultureInfo.InvariantCulture, $"{entityTypeId}-{request.Seed}-{number}"));
            }

            writer.Add(made);
        }
    }

    private PhpArray Contact(int number)
    {
        var fields = new PhpArray(12);
        Set(fields, "name", Pick(FirstNames));
        Set(fields, "lastName", Pick(LastNames));
        Set(fields, "secondName", Pick(MiddleNames));
        Set(fields, "typeId", "CLIENT");
        Set(fields, "addressCity", Pick(Cities));
        fields.Set("fm", PhpValue.Of(Communications(number)));
        return fields;
    }

    private PhpArray Company(int number)
    {
        var fields = new PhpArray(8);
        Set(fields, "title", string.Create(CultureInfo.InvariantCulture, $"ООО «{Pick(LastNames)} и К {number}»"));
        Set(fields, "typeId", "CUSTOMER");
        fields.Set("fm", PhpValue.Of(Communications(number + 5_000_000)));
        return fields;
    }

    private PhpArray Lead(int number)
    {
        var fields = new PhpArray(8);
        Set(fields, "title", string.Create(CultureInfo.InvariantCulture, $"Обращение {number}"));
        Set(fields, "name", Pick(FirstNames));
        Set(fields, "lastName", Pick(LastNames));
        Set(fields, "sourceId", "CALL");
        return fields;
    }

    private PhpArray Deal(int number)
    {
        var fields = new PhpArray(8);
        var contacts = portal.Table(Portal.Contact)!;
        Set(fields, "title", string.Create(CultureInfo.InvariantCulture, $"Заказ-наряд {number}"));
        Set(fields, "opportunity", (Next(200_000) + 500).ToString(CultureInfo.InvariantCulture));
        if (contacts.LastId > 0)
        {
            Set(fields, "contactId", (Next(contacts.LastId) + 1).ToString(CultureInfo.InvariantCulture));
        }

        return fields;
    }

    private static PhpArray Communications(int number)
    {
        var phone = new PhpArray();
        Set(phone, "typeId", "PHONE");
        Set(phone, "valueType", "MOBILE");
        Set(phone, "value", string.Create(CultureInfo.InvariantCulture, $"+7900{number:0000000}"));
        var email = new PhpArray();
        Set(email, "typeId", "EMAIL");
        Set(email, "valueType", "WORK");
        Set(email, "value", string.Create(CultureInfo.InvariantCulture, $"client{number}@example.com"));
        var both = new PhpArray();
        both.Append(PhpValue.Of(phone));
        both.Append(PhpValue.Of(email));
        return both;
    }

    private static void Set(PhpArray fields, string name, string value) => fields.Set(name, PhpValue.Of(value));

    private string Pick(string[] from) => from[Next(from.Length)];

    private int Next(int below)
    {
        _state = (_state * 6364136223846793005) + 1442695040888963407;
        return (int)((_state >> 33) % (ulong)below);
    }
}
