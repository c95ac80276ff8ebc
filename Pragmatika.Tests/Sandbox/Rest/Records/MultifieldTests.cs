using System.Text.Json;

namespace Pragmatika.Tests.Sandbox.Rest.Records;

public sealed class MultifieldTests : SandboxTest
{
    private static string[] Values(JsonElement contact, string type = "PHONE") =>
        contact.TryGetProperty(type, out var list) ? [.. list.EnumerateArray().Select(item => item.GetProperty("VALUE").GetString()!)] : [];

    private async Task<JsonElement> ContactAsync() => await Client.ResultAsync("crm.contact.get", new { id = 1 });

    private async Task UpdateAsync(object fields) => await Client.ResultAsync("crm.contact.update", new { id = 1, fields });

    private async Task<string> AddWithPhoneAsync()
    {
        await Client.ResultAsync("crm.contact.add", new { fields = new { NAME = "Анна", PHONE = new[] { new { VALUE = "+79210000001", VALUE_TYPE = "MOBILE" } } } });
        return (await ContactAsync()).GetProperty("PHONE")[0].GetProperty("ID").GetString()!;
    }

    [Fact]
    public async Task Classic_SamePhoneWithoutId_IsAppended()
    {
        await AddWithPhoneAsync();

        await UpdateAsync(new { PHONE = new[] { new { VALUE = "+79210000001" } } });

        Values(await ContactAsync()).Should().Equal("+79210000001", "+79210000001");
    }

    [Fact]
    public async Task Classic_WithId_IsChangedAndTheRestStays()
    {
        var id = await AddWithPhoneAsync();
        await UpdateAsync(new { PHONE = new[] { new { VALUE = "+79210000002" } }, EMAIL = new[] { new { VALUE = "a@example.com" } } });

        await UpdateAsync(new { PHONE = new object[] { new { ID = id, VALUE = "+79210000009" } } });

        Values(await ContactAsync()).Should().Equal("+79210000009", "+79210000002");
        Values(await ContactAsync(), "EMAIL").Should().Equal("a@example.com");
        (await ContactAsync()).GetProperty("PHONE")[0].GetProperty("VALUE_TYPE").GetString().Should().Be("MOBILE");
    }

    [Theory]
    [InlineData("{\"DELETE\":\"Y\"}")]
    [InlineData("{\"VALUE\":\"\"}")]
    public async Task Classic_DeleteMarkOrEmptyValue_Removes(string change)
    {
        var id = await AddWithPhoneAsync();
        var entry = JsonSerializer.Deserialize<Dictionary<string, string>>(change)!;
        entry["ID"] = id;

        await UpdateAsync(new { PHONE = new[] { entry } });

        var contact = await ContactAsync();
        contact.TryGetProperty("PHONE", out _).Should().BeFalse();
        contact.GetProperty("HAS_PHONE").GetString().Should().Be("N");
    }

    [Fact]
    public async Task Item_FmRules_AddChangeRemove()
    {
        await Client.AddAsync(3, new { name = "Анна", fm = new[] { new { typeId = "PHONE", valueType = "WORK", value = "+79210000001" }, new { typeId = "", valueType = "WORK", value = "ignored" } } });
        var id = (await Client.ItemAsync(3, 1)).GetProperty("fm")[0].GetProperty("id").GetRawText();

        await Client.ResultAsync("crm.item.update", new
        {
            entityTypeId = 3,
            id = 1,
            fields = new { fm = new Dictionary<string, object> { [id] = new { typeId = "PHONE", valueType = "MOBILE", value = "+79210000002" }, ["n0"] = new { typeId = "EMAIL", value = "a@example.com" } } },
        });
        var changed = await Client.ItemAsync(3, 1);
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 3, id = 1, fields = new { fm = new Dictionary<string, object> { [id] = new { typeId = "PHONE", value = "" } } } });
        var removed = await Client.ItemAsync(3, 1);

        changed.GetProperty("phoneMobile").GetString().Should().Be("+79210000002");
        changed.GetProperty("phoneWork").GetString().Should().Be("");
        changed.GetProperty("email").GetString().Should().Be("a@example.com");
        removed.GetProperty("fm").GetArrayLength().Should().Be(1);
        removed.GetProperty("hasPhone").GetString().Should().Be("N");
    }

    [Fact]
    public async Task Classic_BadEmail_IsRefusedByTheKernel()
    {
        var answer = await Client.CallAsync("crm.contact.add", new { fields = new { NAME = "Анна", EMAIL = new[] { new { VALUE = "not an address" } } } });

        answer.Error.Should().Be("ERROR_CORE");
        answer.Description.Should().Contain("contains an invalid address");
    }

    [Fact]
    public async Task ValueType_Unknown_FallsBackToWork()
    {
        await Client.ResultAsync("crm.contact.add", new { fields = new { NAME = "Анна", PHONE = new[] { new { VALUE = "1234567", VALUE_TYPE = "TELEX" } } } });

        (await ContactAsync()).GetProperty("PHONE")[0].GetProperty("VALUE_TYPE").GetString().Should().Be("WORK");
    }

    [Theory]
    [InlineData("+79210000001")]
    [InlineData("8 (921) 000-00-01")]
    [InlineData("9210000001")]
    [InlineData("+7 921 000-00-01 доб. 15")]
    public async Task FindByComm_AnyWriting_FindsTheSameContact(string phone)
    {
        await AddWithPhoneAsync();

        var found = await Client.ResultAsync("crm.duplicate.findbycomm", new { type = "PHONE", values = new[] { phone } });

        found.GetProperty("CONTACT")[0].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task ItemList_PhoneAndEmail_FindTheFirstOfARecord()
    {
        await Client.AddAsync(3, new { name = "Анна", fm = new[] { new { typeId = "PHONE", value = "+79210000001" }, new { typeId = "EMAIL", value = "a@example.com" } } });

        (await Client.IdsAsync(3, new { phone = "+79210000001" })).Should().Equal(1);
        (await Client.IdsAsync(3, new { email = "A@example.com" })).Should().Equal(1);
        (await Client.IdsAsync(3, new { phone = "+79210000002" })).Should().BeEmpty();
    }

    [Fact]
    public async Task FindByComm_NothingFoundOrBadCall_AnswersAsDocumented()
    {
        (await Client.ResultAsync("crm.duplicate.findbycomm", new { type = "EMAIL", values = new[] { "a@example.com" } })).ToString().Should().Be("[]");
        (await Client.CallAsync("crm.duplicate.findbycomm", new { values = new[] { "1" } })).Description.Should().Be("Communication type is not defined.");
        (await Client.CallAsync("crm.duplicate.findbycomm", new { type = "FAX", values = new[] { "1" } })).Description.Should().Be("Communication type 'FAX' is not supported in current context");
        (await Client.CallAsync("crm.duplicate.findbycomm", new { type = "PHONE" })).Description.Should().Be("Communication values is not defined.");
    }

    [Fact]
    public async Task FindByComm_ChangedPhone_OldOneFindsNothing()
    {
        var id = await AddWithPhoneAsync();
        await UpdateAsync(new { PHONE = new object[] { new { ID = id, VALUE = "+79210000009" } } });

        (await Client.ResultAsync("crm.duplicate.findbycomm", new { type = "PHONE", values = new[] { "+79210000001" } })).ToString().Should().Be("[]");
        (await Client.ResultAsync("crm.duplicate.findbycomm", new { type = "PHONE", values = new[] { "+79210000009" }, entity_type = "LEAD" })).ToString().Should().Be("[]");
    }

    [Fact]
    public async Task MergeBatch_TwoContacts_KeepsTheFirstWithBothPhonesAndItsDeals()
    {
        var first = await Client.AddAsync(3, new { name = "Анна", fm = new[] { new { typeId = "PHONE", value = "+79210000001" } } });
        var second = await Client.AddAsync(3, new { name = "Аня", post = "Водитель", fm = new[] { new { typeId = "PHONE", value = "+79210000002" } } });
        var deal = await Client.AddAsync(2, new { contactIds = new[] { second } });

        var merged = await Client.ResultAsync("crm.entity.mergeBatch", new { @params = new { entityTypeId = 3, entityIds = new[] { first, second } } });

        merged.GetProperty("STATUS").GetString().Should().Be("SUCCESS");
        var kept = await Client.ItemAsync(3, first);
        kept.GetProperty("name").GetString().Should().Be("Анна");
        kept.GetProperty("post").GetString().Should().Be("Водитель");
        kept.GetProperty("fm").GetArrayLength().Should().Be(2);
        (await Client.IdsAsync(3, new { })).Should().Equal(first);
        (await Client.ItemAsync(2, deal)).GetProperty("contactId").GetInt32().Should().Be(first);
    }
}
