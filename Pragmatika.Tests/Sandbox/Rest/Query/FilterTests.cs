using System.Text.Json;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Sandbox.Rest.Query;

public sealed class FilterTests : SandboxTest
{
    private readonly ManualTimeProvider _clock = SandboxClient.NewClock();

    protected override SandboxOptions Options => new() { Clock = _clock };

    /// <summary>Five deals a minute apart: 100, 200, … roubles; odd ones from 1C.</summary>
    private async Task AddDealsAsync()
    {
        for (var number = 1; number <= 5; number++)
        {
            await Client.AddAsync(2, new
            {
                title = "Заказ " + number,
                opportunity = number * 100,
                stageId = number == 5 ? "WON" : "NEW",
                originatorId = number % 2 == 1 ? "1C" : null,
                originId = "K" + number,
                comments = number == 3 ? null : "текст",
            });
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [InlineData("{}", new[] { 1, 2, 3, 4, 5 })]
    [InlineData("{\"id\":2}", new[] { 2 })]
    [InlineData("{\"=id\":[1,3,99]}", new[] { 1, 3 })]
    [InlineData("{\"@id\":[3,1]}", new[] { 1, 3 })]
    [InlineData("{\"!@id\":[1,3]}", new[] { 2, 4, 5 })]
    [InlineData("{\"!id\":2}", new[] { 1, 3, 4, 5 })]
    [InlineData("{\"!=id\":2}", new[] { 1, 3, 4, 5 })]
    [InlineData("{\">id\":3}", new[] { 4, 5 })]
    [InlineData("{\">=id\":3,\"<id\":5}", new[] { 3, 4 })]
    [InlineData("{\"<=opportunity\":\"200\"}", new[] { 1, 2 })]
    [InlineData("{\">opportunity\":299.99}", new[] { 3, 4, 5 })]
    [InlineData("{\"%title\":\"АЗ 4\"}", new[] { 4 })]
    [InlineData("{\"!%title\":\"4\"}", new[] { 1, 2, 3, 5 })]
    [InlineData("{\"=%title\":\"%5\"}", new[] { 5 })]
    [InlineData("{\"%=title\":\"Заказ _\"}", new[] { 1, 2, 3, 4, 5 })]
    [InlineData("{\"!=%title\":\"%5\"}", new[] { 1, 2, 3, 4 })]
    [InlineData("{\"comments\":\"\"}", new[] { 3 })]
    [InlineData("{\"!comments\":\"\"}", new[] { 1, 2, 4, 5 })]
    [InlineData("{\"=originatorId\":\"1C\",\">id\":1}", new[] { 3, 5 })]
    [InlineData("{\"=originatorId\":\"1C\",\"@originId\":[\"K1\",\"K2\",\"K5\"]}", new[] { 1, 5 })]
    [InlineData("{\"originId\":\"k4\"}", new[] { 4 })]
    [InlineData("{\"@stageId\":[\"WON\",\"LOSE\"]}", new[] { 5 })]
    [InlineData("{\"stageSemanticId\":\"S\"}", new[] { 5 })]
    [InlineData("{\"closed\":\"N\",\">id\":3}", new[] { 4 })]
    [InlineData("{\"logic\":\"OR\",\"id\":1,\"originId\":\"K5\"}", new[] { 1, 5 })]
    [InlineData("{\"categoryId\":0,\"0\":{\"logic\":\"OR\",\"0\":{\">opportunity\":400},\"1\":{\"@id\":[1,2],\"originatorId\":\"1C\"}}}", new[] { 1, 5 })]
    [InlineData("{\">=updatedTime\":\"2026-03-10 12:03:00\"}", new[] { 4, 5 })]
    [InlineData("{\">updatedTime\":\"2026-03-10T12:03:00+03:00\"}", new[] { 5 })]
    [InlineData("{\">=updatedTime\":\"2026-03-10T09:01:00Z\",\"<updatedTime\":\"2026-03-10T09:03:00Z\"}", new[] { 2, 3 })]
    [InlineData("{\">=createdTime\":\"2026-03-11\"}", new int[0])]
    public async Task ItemList_Filter_FindsExactly(string filter, int[] expected)
    {
        await AddDealsAsync();

        (await Client.IdsAsync(2, JsonSerializer.Deserialize<JsonElement>(filter))).Should().Equal(expected);
    }

    [Theory]
    [InlineData("{\"nonsense\":1}", "{}", "Invalid filter: field 'nonsense' is not allowed in filter")]
    [InlineData("{\">=TITLE\":1}", "{}", "Invalid filter: field 'TITLE' is not allowed in filter")]
    [InlineData("{\"fm\":1}", "{}", "Invalid filter: field 'fm' is not allowed in filter")]
    [InlineData("{\"opportunity\":\"много\"}", "{}", "Invalid filter: field 'opportunity' has invalid value")]
    [InlineData("{\"0\":{\">createdTime\":\"вчера\"}}", "{}", "Invalid filter: field 'createdTime' has invalid value")]
    [InlineData("{}", "{\"nonsense\":\"ASC\"}", "Invalid order: field 'nonsense' is not allowed in order")]
    [InlineData("{}", "{\"id\":\"UP\"}", "Invalid order: allowed sort directions are `ASC, DESC`. But got 'UP' for field 'id'")]
    public async Task ItemList_Mistake_IsRefusedInTheRealWords(string filter, string order, string text)
    {
        var answer = await Client.CallAsync("crm.item.list", new
        {
            entityTypeId = 2,
            filter = JsonSerializer.Deserialize<JsonElement>(filter),
            order = JsonSerializer.Deserialize<JsonElement>(order),
        });

        answer.Status.Should().Be(400);
        answer.Error.Should().Be("INVALID_ARG_VALUE");
        answer.Description.Should().Be(text);
    }

    [Theory]
    [InlineData("{\"id\":\"DESC\"}", new[] { 5, 4, 3, 2, 1 })]
    [InlineData("{\"opportunity\":\"desc\"}", new[] { 5, 4, 3, 2, 1 })]
    [InlineData("{\"stageId\":\"DESC\",\"id\":\"DESC\"}", new[] { 5, 4, 3, 2, 1 })]
    [InlineData("{\"originatorId\":\"ASC\",\"id\":\"ASC\"}", new[] { 2, 4, 1, 3, 5 })]
    [InlineData("{\"updatedTime\":\"DESC\"}", new[] { 5, 4, 3, 2, 1 })]
    public async Task ItemList_Order_IsKept(string order, int[] expected)
    {
        await AddDealsAsync();

        (await Client.IdsAsync(2, new { }, JsonSerializer.Deserialize<JsonElement>(order))).Should().Equal(expected);
    }

    [Fact]
    public async Task ItemList_UpdatedRecord_MovesToTheEndOfTheTimeOrder()
    {
        await AddDealsAsync();
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 2, id = 2, fields = new { title = "Новое" } });

        (await Client.IdsAsync(2, new { }, new { updatedTime = "ASC" })).Should().Equal(1, 3, 4, 5, 2);
        (await Client.IdsAsync(2, new Dictionary<string, string> { [">=updatedTime"] = "2026-03-10 12:05:00" })).Should().Equal(2);
    }

    [Fact]
    public async Task ItemList_ChangedOriginKey_IsFoundUnderTheNewOneOnly()
    {
        await AddDealsAsync();
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 2, id = 2, fields = new { originId = "NEW2" } });
        await Client.ResultAsync("crm.item.delete", new { entityTypeId = 2, id = 4 });

        (await Client.IdsAsync(2, new { originId = "K2" })).Should().BeEmpty();
        (await Client.IdsAsync(2, new { originId = "NEW2" })).Should().Equal(2);
        (await Client.IdsAsync(2, new { originId = "K4" })).Should().BeEmpty();
    }

    [Theory]
    [InlineData("{\"companyId\":0}", new[] { 2 })]
    [InlineData("{\"companyId\":\"\"}", new[] { 2 })]
    [InlineData("{\"!companyId\":0}", new[] { 1, 3 })]
    [InlineData("{\"@companyId\":[0,2]}", new[] { 2, 3 })]
    [InlineData("{\"contactId\":1}", new[] { 1 })]
    [InlineData("{\"contactIds\":2}", new[] { 1, 2 })]
    [InlineData("{\"@contactIds\":[1,99]}", new[] { 1 })]
    [InlineData("{\"contactId\":0}", new[] { 3 })]
    public async Task ItemList_LinkFilter_TakesNothingForZero(string filter, int[] expected)
    {
        await Client.AddAsync(4, new { title = "ООО" });
        await Client.AddAsync(4, new { title = "ЗАО" });
        await Client.AddAsync(3, new { name = "A" });
        await Client.AddAsync(3, new { name = "B" });
        await Client.AddAsync(2, new { companyId = 1, contactIds = new[] { 1, 2 } });
        await Client.AddAsync(2, new { contactIds = new[] { 2 } });
        await Client.AddAsync(2, new { companyId = 2 });

        (await Client.IdsAsync(2, JsonSerializer.Deserialize<JsonElement>(filter))).Should().Equal(expected);
    }

    [Theory]
    [InlineData("{\"=ID\":\"2\"}", new[] { "2" })]
    [InlineData("{\"@ID\":[\"2\",\"3\"]}", new[] { "2", "3" })]
    [InlineData("{\"<>ID\":\"2\",\"<=ID\":\"3\"}", new[] { "1", "3" })]
    [InlineData("{\"%TITLE\":\"4\"}", new[] { "4" })]
    [InlineData("{\">OPPORTUNITY\":\"350\"}", new[] { "4", "5" })]
    [InlineData("{\"ORIGIN_ID\":[\"K1\",\"K2\"]}", new[] { "1", "2" })]
    [InlineData("{\">DATE_MODIFY\":\"2026-03-10T12:02:30\"}", new[] { "4", "5" })]
    [InlineData("{\">DATE_MODIFY\":\"вчера\"}", new string[0])]
    public async Task ClassicList_Filter_FindsExactly(string filter, string[] expected)
    {
        await AddDealsAsync();

        var rows = await Client.ResultAsync("crm.deal.list", new { filter = JsonSerializer.Deserialize<JsonElement>(filter), order = new { ID = "ASC" }, select = new[] { "ID" } });

        rows.EnumerateArray().Select(row => row.GetProperty("ID").GetString()).Should().Equal(expected);
    }
}
