using System.Text.Json;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Sandbox.Rest.Methods;

public sealed class CrmItemTests : SandboxTest
{
    private readonly ManualTimeProvider _clock = SandboxClient.NewClock();

    protected override SandboxOptions Options => new() { Clock = _clock };

    [Fact]
    public async Task Add_Deal_AnswersTypedValuesAndDefaults()
    {
        var item = (await Client.ResultAsync("crm.item.add", new { entityTypeId = 2, fields = new { opportunity = "1500.50", probability = "30", assignedById = "3" } })).GetProperty("item");

        item.GetProperty("id").GetInt32().Should().Be(1);
        item.GetProperty("opportunity").GetDouble().Should().Be(1500.5);
        item.GetProperty("probability").GetInt32().Should().Be(30);
        item.GetProperty("assignedById").GetInt32().Should().Be(3);
        item.GetProperty("companyId").GetInt32().Should().Be(0);
        item.GetProperty("opened").GetString().Should().Be("Y");
        item.GetProperty("title").GetString().Should().Be("Сделка №1");
        item.GetProperty("stageId").GetString().Should().Be("NEW");
        item.GetProperty("stageSemanticId").GetString().Should().Be("P");
        item.GetProperty("categoryId").GetInt32().Should().Be(0);
        item.GetProperty("currencyId").GetString().Should().Be("RUB");
        item.GetProperty("createdTime").GetString().Should().Be("2026-03-10T12:00:00+03:00");
        item.GetProperty("begindate").GetString().Should().Be("2026-03-10T03:00:00+03:00");
        item.GetProperty("closedate").GetString().Should().Be("2026-03-17T03:00:00+03:00");
        item.GetProperty("entityTypeId").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Add_UnknownAndReadOnlyFields_AreIgnored()
    {
        var id = await Client.AddAsync(3, new { name = "Анна", nonsense = 5, createdBy = 9, id = 77, hasPhone = "Y", createdTime = "2001-01-01" });

        var item = await Client.ItemAsync(3, id);
        id.Should().Be(1);
        item.GetProperty("createdBy").GetInt32().Should().Be(1);
        item.GetProperty("hasPhone").GetString().Should().Be("N");
        item.GetProperty("createdTime").GetString().Should().StartWith("2026-03-10");
        item.TryGetProperty("nonsense", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Update_NothingDiffers_ChangesNotEvenTheTime()
    {
        var id = await Client.AddAsync(3, new { name = "Анна", birthdate = "1980-01-02", opened = "Y" });
        _clock.Advance(TimeSpan.FromMinutes(5));

        await Client.ResultAsync("crm.item.update", new { entityTypeId = 3, id, fields = new { name = "Анна", birthdate = "1980-01-02T00:00:00+03:00", opened = true } });
        var untouched = await Client.ItemAsync(3, id);
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 3, id, fields = new { name = "Ольга" } });
        var touched = await Client.ItemAsync(3, id);

        untouched.GetProperty("updatedTime").GetString().Should().Be("2026-03-10T12:00:00+03:00");
        touched.GetProperty("updatedTime").GetString().Should().Be("2026-03-10T12:05:00+03:00");
    }

    [Theory]
    [InlineData("crm.item.get", 3, 99, "NOT_FOUND", "Element not found")]
    [InlineData("crm.item.update", 3, 99, "NOT_FOUND", "Element not found")]
    [InlineData("crm.item.delete", 3, 99, "NOT_FOUND", "Element not found")]
    [InlineData("crm.item.get", 1030, 1, "NOT_FOUND", "Smart process not found")]
    public async Task Call_WhatIsNotThere_Answers400NotFound(string method, int entityTypeId, int id, string code, string text)
    {
        var answer = await Client.CallAsync(method, new { entityTypeId, id, fields = new { } });

        answer.Status.Should().Be(400);
        answer.Error.Should().Be(code);
        answer.Description.Should().Be(text);
    }

    [Theory]
    [InlineData("crm.item.add", "{\"entityTypeId\":3}", "Could not find value for parameter {fields}")]
    [InlineData("crm.item.add", "{\"entityTypeId\":3,\"FIELDS\":{\"name\":\"x\"}}", "Could not find value for parameter {fields}")]
    [InlineData("crm.item.get", "{\"id\":3}", "Could not find value for parameter {entityTypeId}")]
    [InlineData("crm.item.get", "{\"entityTypeId\":3}", "Could not find value for parameter {id}")]
    public async Task Call_ParameterMissing_AnswersCode100(string method, string json, string text)
    {
        var answer = await Client.CallAsync(method, JsonSerializer.Deserialize<JsonElement>(json));

        answer.Status.Should().Be(400);
        answer.Error.Should().Be("100");
        answer.Description.Should().Be(text);
    }

    [Theory]
    [InlineData(2, "{\"opportunity\":\"много\"}", "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"opportunity\"")]
    [InlineData(3, "{\"name\":\"A\",\"birthdate\":\"31.02.2020\"}", "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"birthdate\"")]
    [InlineData(2, "{\"stageId\":\"C5:NEW\"}", "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"stageId\"")]
    [InlineData(2, "{\"categoryId\":7}", "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"categoryId\"")]
    [InlineData(3, "{\"post\":\"x\"}", "CRM_FIELD_ERROR_REQUIRED", "The \"Имя\" field is required")]
    [InlineData(4, "{\"comments\":\"x\"}", "CRM_FIELD_ERROR_REQUIRED", "The \"Название\" field is required")]
    public async Task Add_BadFields_IsRefusedAndSavesNothing(int entityTypeId, string fields, string code, string text)
    {
        var answer = await Client.CallAsync("crm.item.add", new { entityTypeId, fields = JsonSerializer.Deserialize<JsonElement>(fields) });

        answer.Error.Should().Be(code);
        answer.Description.Should().Be(text);
        (await Client.IdsAsync(entityTypeId, new { })).Should().BeEmpty();
    }

    [Fact]
    public async Task Delete_Item_AnswersAnEmptyListAndItsIdNeverComesBack()
    {
        var first = await Client.AddAsync(3, new { name = "Анна" });

        (await Client.ResultAsync("crm.item.delete", new { entityTypeId = 3, id = first })).ToString().Should().Be("[]");

        (await Client.AddAsync(3, new { name = "Ольга" })).Should().Be(2);
        (await Client.IdsAsync(3, new { })).Should().Equal(2);
    }

    [Fact]
    public async Task Update_ContactIds_ReplacesTheSetAndTheFirstIsPrimary()
    {
        foreach (var name in new[] { "A", "B", "C" })
        {
            await Client.AddAsync(3, new { name });
        }

        var id = await Client.AddAsync(2, new { contactIds = new[] { 1, 2 } });
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 2, id, fields = new { contactIds = new[] { 3, 2 } } });

        var deal = await Client.ItemAsync(2, id);
        deal.GetProperty("contactIds").EnumerateArray().Select(contact => contact.GetInt32()).Should().Equal(3, 2);
        deal.GetProperty("contactId").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task Fields_Contact_DescribesTypesAndUpperNames()
    {
        var fields = (await Client.ResultAsync("crm.item.fields", new { entityTypeId = 3 })).GetProperty("fields");

        fields.GetProperty("typeId").GetProperty("statusType").GetString().Should().Be("CONTACT_TYPE");
        fields.GetProperty("createdTime").GetProperty("upperName").GetString().Should().Be("DATE_CREATE");
        fields.GetProperty("createdTime").GetProperty("isReadOnly").GetBoolean().Should().BeTrue();
        fields.GetProperty("fm").GetProperty("isMultiple").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task List_Select_GivesOnlyWhatIsNamedAndTheId()
    {
        await Client.AddAsync(3, new { name = "Анна" });

        var items = (await Client.ResultAsync("crm.item.list", new { entityTypeId = 3, select = new[] { "name", "nonsense", "fm" } })).GetProperty("items");

        items[0].EnumerateObject().Select(property => property.Name).Should().Equal("id", "name", "entityTypeId");
    }

    [Fact]
    public async Task Lead_WithAClient_IsReturnCustomer()
    {
        var company = await Client.AddAsync(4, new { title = "ООО" });

        var lead = await Client.AddAsync(1, new { companyId = company });

        (await Client.ItemAsync(1, lead)).GetProperty("isReturnCustomer").GetString().Should().Be("Y");
    }

    [Fact]
    public async Task TimeZone_WestOfGreenwich_DatesKeepTheirDay()
    {
        await using var client = await SandboxClient.StartAsync(new SandboxOptions { TimeZone = TimeSpan.FromHours(-5) });

        var id = await client.AddAsync(3, new { name = "Анна", birthdate = "1980-01-02" });

        (await client.ItemAsync(3, id)).GetProperty("birthdate").GetString().Should().Be("1980-01-02T00:00:00-05:00");
    }
}
