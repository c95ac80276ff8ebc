using System.Net.Http.Json;
using System.Text;

namespace Pragmatika.Tests.Sandbox.Rest;

public sealed class AddressTests : SandboxTest
{
    [Theory]
    [InlineData("rest/1/sandbox/crm.contact.list")]
    [InlineData("rest/1/sandbox/crm.contact.list.json")]
    [InlineData("rest/1/sandbox/crm.contact.list/?bx24_request_id=5d1c")]
    [InlineData("rest/1/sandbox/crm.contact.list?bx24_request_id=1&bx24_sdk_ver=2.1.0&bx24_sdk_type=b24-js-sdk")]
    [InlineData("rest/1/sandbox/CRM.Contact.LIST")]
    public async Task Address_EveryFormClientsUse_ReachesTheMethod(string address)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await Client.Http.PostAsync(address, body);

        (await SandboxClient.ReadAsync(answer)).Body.GetProperty("total").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Get_EverythingInTheQuery_AddsARecord()
    {
        var added = await Client.GetAsync("rest/1/sandbox/crm.contact.add?fields[NAME]=%D0%90%D0%BD%D0%BD%D0%B0&fields[PHONE][0][VALUE]=%2B79210000001&fields[PHONE][0][VALUE_TYPE]=WORK");

        added.Result.GetInt32().Should().Be(1);
        var contact = await Client.ResultAsync("crm.contact.get", new { id = 1 });
        contact.GetProperty("NAME").GetString().Should().Be("Анна");
        contact.GetProperty("PHONE")[0].GetProperty("VALUE").GetString().Should().Be("+79210000001");
    }

    [Fact]
    public async Task Form_BracketKeys_AddARecord()
    {
        var answer = await Client.FormAsync("crm.item.add", ("entityTypeId", "3"), ("fields[name]", "Анна"), ("fields[fm][0][typeId]", "EMAIL"), ("fields[fm][0][value]", "a@example.com"));

        answer.Result.GetProperty("item").GetProperty("email").GetString().Should().Be("a@example.com");
    }

    [Fact]
    public async Task Multipart_BracketKeys_AddARecord()
    {
        using var form = new MultipartFormDataContent { { new StringContent("3"), "entityTypeId" }, { new StringContent("Анна"), "fields[name]" } };
        using var response = await Client.Http.PostAsync("rest/1/sandbox/crm.item.add", form);

        (await SandboxClient.ReadAsync(response)).Result.GetProperty("item").GetProperty("name").GetString().Should().Be("Анна");
    }

    [Fact]
    public async Task Get_JsonBody_IsIgnored()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "rest/1/sandbox/crm.item.get") { Content = JsonContent.Create(new { entityTypeId = 3, id = 1 }) };
        using var response = await Client.Http.SendAsync(request);

        (await SandboxClient.ReadAsync(response)).Error.Should().Be("100");
    }

    [Fact]
    public async Task QueryAndBody_SameParameter_BodyWins()
    {
        var id = await Client.AddAsync(3, new { name = "Анна" });
        using var response = await Client.Http.PostAsJsonAsync("rest/1/sandbox/crm.contact.get?id=999", new { id });

        (await SandboxClient.ReadAsync(response)).Result.GetProperty("ID").GetString().Should().Be("1");
    }

    [Fact]
    public async Task Json_BrokenBody_IsAsIfNoParameterCame()
    {
        using var body = new StringContent("{\"id\":", Encoding.UTF8, "application/json");
        using var response = await Client.Http.PostAsync("rest/1/sandbox/crm.contact.get", body);

        (await SandboxClient.ReadAsync(response)).Description.Should().Be("ID is not defined or invalid.");
    }

    [Theory]
    [InlineData("rest/1/wrong/profile", 401, "INVALID_CREDENTIALS")]
    [InlineData("rest/2/sandbox/profile", 401, "INVALID_CREDENTIALS")]
    [InlineData("rest/profile", 401, "NO_AUTH_FOUND")]
    [InlineData("rest/1/sandbox/crm.nothing.list", 404, "ERROR_METHOD_NOT_FOUND")]
    [InlineData("rest/api/1/sandbox/crm.item.list", 404, "ERROR_METHOD_NOT_FOUND")]
    [InlineData("rest/1/sandbox/event.bind", 403, "WRONG_AUTH_TYPE")]
    public async Task Address_WhatCannotBeServed_IsRefusedByCode(string address, int status, string code)
    {
        var answer = await Client.GetAsync(address);

        answer.Status.Should().Be(status);
        answer.Error.Should().Be(code);
    }

    [Fact]
    public async Task Xml_Suffix_AnswersXml()
    {
        using var response = await Client.Http.GetAsync("rest/1/sandbox/profile.xml");

        response.Content.Headers.ContentType!.MediaType.Should().Be("text/xml");
        (await response.Content.ReadAsStringAsync()).Should().Contain("<response><result><ID>1</ID>");
    }

    [Fact]
    public async Task Envelope_Success_CarriesTimeWithOperating()
    {
        var answer = await Client.CallAsync("crm.contact.list");

        var time = answer.Body.GetProperty("time");
        time.GetProperty("operating").GetDouble().Should().BeGreaterThanOrEqualTo(0);
        time.GetProperty("operating_reset_at").GetInt64().Should().BeGreaterThan(time.GetProperty("start").GetDecimal() is var start ? (long)start : 0);
        time.GetProperty("date_start").GetString().Should().EndWith("+03:00");
    }

    [Fact]
    public async Task MethodGet_KnownAndUnknown_TellsThemApart()
    {
        (await Client.ResultAsync("method.get", new { name = "crm.item.add" })).GetProperty("isExisting").GetBoolean().Should().BeTrue();
        (await Client.ResultAsync("method.get", new { name = "crm.item.fly" })).GetProperty("isExisting").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Scope_HookWithoutTheScope_IsRefused()
    {
        Client.Host.Services.Webhooks.AddWebhook(2, "narrow", new HashSet<string>(StringComparer.Ordinal) { "user" });

        var answer = await Client.GetAsync("rest/2/narrow/crm.contact.list");

        answer.Status.Should().Be(403);
        answer.Error.Should().Be("insufficient_scope");
        (await Client.GetAsync("rest/2/narrow/user.current")).Result.GetProperty("ID").GetString().Should().Be("2");
    }

    [Fact]
    public async Task Administration_ByAnEmployee_IsDenied()
    {
        Client.Host.Services.Webhooks.AddWebhook(2, "employee");

        (await Client.GetAsync("rest/2/employee/crm.type.add?fields[title]=x")).Error.Should().Be("ACCESS_DENIED");
        (await Client.GetAsync("rest/2/employee/crm.contact.add?fields[NAME]=x")).Status.Should().Be(200);
        (await Client.ItemAsync(3, 1)).GetProperty("createdBy").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Users_StockPortal_HasOneAdministratorAndColleagues()
    {
        var users = await Client.CallAsync("user.get");

        users.Body.GetProperty("total").GetInt32().Should().Be(13);
        (await Client.ResultAsync("profile")).GetProperty("ADMIN").GetBoolean().Should().BeTrue();
        (await Client.ResultAsync("user.get", new { filter = new { ID = 5 } }))[0].GetProperty("UF_DEPARTMENT")[0].GetInt32().Should().Be(3);
        (await Client.CallAsync("department.get", new { PARENT = 1 })).Body.GetProperty("total").GetInt32().Should().Be(5);
    }
}
