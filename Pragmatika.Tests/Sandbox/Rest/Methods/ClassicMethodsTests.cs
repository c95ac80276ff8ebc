using System.Text.Json;

namespace Pragmatika.Tests.Sandbox.Rest.Methods;

public sealed class ClassicMethodsTests : SandboxTest
{
    [Fact]
    public async Task Get_Deal_EveryScalarIsText()
    {
        var id = (await Client.ResultAsync("crm.deal.add", new { fields = new { TITLE = "Ремонт", OPPORTUNITY = 1000, PROBABILITY = 10, ORIGIN_ID = "A1" } })).GetInt32();

        var deal = await Client.ResultAsync("crm.deal.get", new { id });

        deal.GetProperty("ID").GetString().Should().Be("1");
        deal.GetProperty("OPPORTUNITY").GetString().Should().Be("1000.00");
        deal.GetProperty("PROBABILITY").GetString().Should().Be("10");
        deal.GetProperty("COMPANY_ID").GetString().Should().Be("0");
        deal.GetProperty("CATEGORY_ID").GetString().Should().Be("0");
        deal.GetProperty("ORIGINATOR_ID").ValueKind.Should().Be(JsonValueKind.Null);
        deal.TryGetProperty("CONTACT_IDS", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Parameters_UpperCase_AreUnderstood()
    {
        await Client.ResultAsync("crm.contact.add", new { FIELDS = new { NAME = "Анна" } });

        (await Client.ResultAsync("crm.contact.list", new { FILTER = new { NAME = "Анна" }, SELECT = new[] { "ID" }, ORDER = new { ID = "desc" } }))[0].EnumerateObject().Should().HaveCount(1);
    }

    [Theory]
    [InlineData("crm.lead.get", 5, "", "Not found")]
    [InlineData("crm.lead.update", 5, "", "Not found")]
    [InlineData("crm.deal.delete", 5, "", "Not found")]
    [InlineData("crm.contact.update", 5, "", "Contact is not found")]
    [InlineData("crm.contact.delete", 5, "ERROR_CORE", "Element not found")]
    [InlineData("crm.company.update", 5, "", "Company is not found")]
    [InlineData("crm.company.delete", 5, "", "Company is not found")]
    [InlineData("crm.company.get", 0, "", "ID is not defined or invalid.")]
    public async Task Call_MissingRecord_AnswersTheFamilysOwnText(string method, int id, string code, string text)
    {
        var answer = await Client.CallAsync(method, new { id, fields = new { COMMENTS = "x" } });

        answer.Status.Should().Be(400);
        answer.Error.Should().Be(code);
        answer.Description.Should().Be(text);
    }

    [Theory]
    [InlineData("crm.lead.add", "fields")]
    [InlineData("crm.lead.list", "filter")]
    [InlineData("crm.lead.list", "order")]
    public async Task Call_ScalarWhereAnArrayBelongs_IsRefused(string method, string parameter)
    {
        var answer = await Client.CallAsync(method, new Dictionary<string, string> { [parameter] = "text" });

        answer.Error.Should().Be("");
        answer.Description.Should().Be($"Parameter '{parameter}' must be array.");
    }

    [Fact]
    public async Task Update_DealCategory_IsImmutable()
    {
        await Client.ResultAsync("crm.category.add", new { entityTypeId = 2, fields = new { name = "Сервис" } });
        var id = await Client.AddAsync(2, new { title = "Ремонт" });

        await Client.ResultAsync("crm.deal.update", new { id, fields = new { CATEGORY_ID = 1, TITLE = "Новое" } });

        var deal = await Client.ItemAsync(2, id);
        deal.GetProperty("categoryId").GetInt32().Should().Be(0);
        deal.GetProperty("title").GetString().Should().Be("Новое");
    }

    [Theory]
    [InlineData(new[] { "" }, false, false)]
    [InlineData(new[] { "*" }, false, false)]
    [InlineData(new[] { "NAME" }, false, true)]
    [InlineData(new[] { "*", "UF_*", "PHONE" }, true, false)]
    [InlineData(new[] { "PHONE" }, true, true)]
    public async Task List_SelectMasks_GiveWhatTheyName(string[] select, bool hasPhone, bool isNarrow)
    {
        await Client.ResultAsync("crm.contact.add", new { fields = new { NAME = "Анна", PHONE = new[] { new { VALUE = "+79210000001", VALUE_TYPE = "WORK" } } } });

        var row = (await Client.ResultAsync("crm.contact.list", new { select }))[0];

        row.TryGetProperty("PHONE", out _).Should().Be(hasPhone);
        row.TryGetProperty("DATE_CREATE", out _).Should().Be(!isNarrow);
        row.GetProperty("ID").GetString().Should().Be("1");
    }

    [Fact]
    public async Task Filter_UnknownField_IsIgnored()
    {
        await Client.ResultAsync("crm.contact.add", new { fields = new { NAME = "Анна" } });

        (await Client.CallAsync("crm.contact.list", new { filter = new { NO_SUCH_FIELD = 5 } })).Body.GetProperty("total").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Filter_Phone_MatchesExactlyAndOnlyExactly()
    {
        await Client.ResultAsync("crm.contact.add", new { fields = new { NAME = "Анна", PHONE = new[] { new { VALUE = "+7 921 000-00-01" } } } });

        (await Client.ResultAsync("crm.contact.list", new { filter = new { PHONE = "+7 921 000-00-01" } })).GetArrayLength().Should().Be(1);
        (await Client.ResultAsync("crm.contact.list", new { filter = new { PHONE = "+79210000001" } })).GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Add_ContactImport_SetsTimesAndAuthor()
    {
        var fields = new { NAME = "Анна", DATE_CREATE = "2020-05-01T10:00:00+03:00", CREATED_BY_ID = 4 };
        await Client.ResultAsync("crm.contact.add", new { fields, @params = new { IMPORT = "Y" } });
        await Client.ResultAsync("crm.contact.add", new { fields });

        (await Client.ResultAsync("crm.contact.get", new { id = 1 })).GetProperty("DATE_CREATE").GetString().Should().Be("2020-05-01T10:00:00+03:00");
        (await Client.ResultAsync("crm.contact.get", new { id = 1 })).GetProperty("CREATED_BY_ID").GetString().Should().Be("4");
        (await Client.ResultAsync("crm.contact.get", new { id = 2 })).GetProperty("CREATED_BY_ID").GetString().Should().Be("1");
    }

    [Fact]
    public async Task Fields_Lead_UseOldNamesAndListMultifields()
    {
        var fields = await Client.ResultAsync("crm.lead.fields");

        fields.GetProperty("STATUS_ID").GetProperty("statusType").GetString().Should().Be("STATUS");
        fields.GetProperty("PHONE").GetProperty("type").GetString().Should().Be("crm_multifield");
        fields.TryGetProperty("fm", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Company_ContactIds_LinkTheContactsThemselves()
    {
        var contact = await Client.AddAsync(3, new { name = "Анна" });
        var company = (await Client.ResultAsync("crm.company.add", new { fields = new { TITLE = "ООО", CONTACT_ID = new[] { contact } } })).GetInt32();

        (await Client.ItemAsync(3, contact)).GetProperty("companyIds")[0].GetInt32().Should().Be(company);
        (await Client.ItemAsync(4, company)).GetProperty("contactIds")[0].GetInt32().Should().Be(contact);
    }

    [Fact]
    public async Task Bindings_DealContacts_KeepOnePrimary()
    {
        foreach (var name in new[] { "A", "B", "C" })
        {
            await Client.AddAsync(3, new { name });
        }

        var id = await Client.AddAsync(2, new { title = "Ремонт" });
        await Client.ResultAsync("crm.deal.contact.add", new { id, fields = new { CONTACT_ID = 1 } });
        await Client.ResultAsync("crm.deal.contact.add", new { id, fields = new { CONTACT_ID = 2, IS_PRIMARY = "Y" } });
        (await Client.ItemAsync(2, id)).GetProperty("contactId").GetInt32().Should().Be(2);

        await Client.ResultAsync("crm.deal.contact.delete", new { id, fields = new { CONTACT_ID = 2 } });
        var items = await Client.ResultAsync("crm.deal.contact.items.get", new { id });
        items[0].GetProperty("CONTACT_ID").GetInt32().Should().Be(1);
        items[0].GetProperty("IS_PRIMARY").GetString().Should().Be("Y");

        await Client.ResultAsync("crm.deal.contact.items.set", new { id, items = new[] { new { CONTACT_ID = 3 }, new { CONTACT_ID = 1 } } });
        (await Client.ItemAsync(2, id)).GetProperty("contactIds").EnumerateArray().Select(item => item.GetInt32()).Should().Equal(3, 1);
        await Client.ResultAsync("crm.deal.contact.items.delete", new { id });
        (await Client.ItemAsync(2, id)).GetProperty("contactIds").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData(0, "{}", "The parameter 'ownerEntityID' is invalid or not defined.")]
    [InlineData(1, "\"x\"", "The parameter 'fields' must be array.")]
    [InlineData(1, "{\"CONTACT_ID\":99}", "The parameter 'fields' is not valid.")]
    [InlineData(9, "{\"CONTACT_ID\":99}", "Not found.")]
    public async Task Bindings_BadCall_AnswersTheText(int id, string fields, string text)
    {
        await Client.AddAsync(2, new { title = "Ремонт" });

        var answer = await Client.CallAsync("crm.deal.contact.add", new { id, fields = JsonSerializer.Deserialize<JsonElement>(fields) });

        answer.Description.Should().Be(text);
    }

    [Fact]
    public async Task UserFields_Classic_MakeListAndDelete()
    {
        var id = (await Client.ResultAsync("crm.deal.userfield.add", new
        {
            fields = new { FIELD_NAME = "KIND", USER_TYPE_ID = "enumeration", EDIT_FORM_LABEL = "Вид", LIST = new[] { new { VALUE = "ТО" }, new { VALUE = "Гарантия" } } },
        })).GetInt32();

        var field = await Client.ResultAsync("crm.deal.userfield.get", new { id });
        field.GetProperty("FIELD_NAME").GetString().Should().Be("UF_CRM_KIND");
        var choice = field.GetProperty("LIST")[1].GetProperty("ID").GetString()!;
        var deal = await Client.AddAsync(2, new Dictionary<string, object> { ["ufCrmKind"] = choice });
        (await Client.ItemAsync(2, deal)).GetProperty("ufCrmKind").GetRawText().Should().Be(choice);
        (await Client.ResultAsync("crm.deal.get", new { id = deal })).GetProperty("UF_CRM_KIND").GetString().Should().Be(choice);

        await Client.ResultAsync("crm.deal.userfield.delete", new { id });
        (await Client.ItemAsync(2, deal)).TryGetProperty("ufCrmKind", out _).Should().BeFalse();
        (await Client.CallAsync("crm.deal.userfield.get", new { id })).Error.Should().Be("ERROR_NOT_FOUND");
    }

    [Theory]
    [InlineData("FIELD_NAME_THAT_IS_LONGER_THAN_FIFTY_CHARACTERS_IS_TOO_LONG", "string", "Field name is too long (more than 50 characters).")]
    [InlineData("с-буквами", "string", "Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _.")]
    [InlineData("X", "nonsense", "Incorrect custom type specified.")]
    public async Task UserFields_BadNameOrType_AnswersCore(string name, string type, string text)
    {
        var answer = await Client.CallAsync("crm.lead.userfield.add", new { fields = new { FIELD_NAME = name, USER_TYPE_ID = type } });

        answer.Error.Should().Be("ERROR_CORE");
        answer.Description.Should().Be(text);
    }
}
