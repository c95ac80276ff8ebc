using System.Text.Json;

namespace Pragmatika.Tests.Sandbox.Rest;

public sealed class BatchTests : SandboxTest
{
    private async Task<JsonElement> BatchAsync(object cmd, object? halt = null) => await Client.ResultAsync("batch", new { halt = halt ?? 0, cmd });

    [Fact]
    public async Task Batch_NamedLabels_AnswersMaps()
    {
        var result = await BatchAsync(new { a = "crm.contact.add?fields[NAME]=Anna", l = "crm.contact.list?select[]=ID" });

        result.GetProperty("result").GetProperty("a").GetInt32().Should().Be(1);
        result.GetProperty("result").GetProperty("l")[0].GetProperty("ID").GetString().Should().Be("1");
        result.GetProperty("result_total").GetProperty("l").GetInt32().Should().Be(1);
        result.GetProperty("result_time").GetProperty("a").GetProperty("operating").ValueKind.Should().Be(JsonValueKind.Number);
        result.GetProperty("result_error").ToString().Should().Be("[]");
        result.GetProperty("result_next").ToString().Should().Be("[]");
    }

    [Fact]
    public async Task Batch_ListOfCommands_AnswersLists()
    {
        var result = await BatchAsync(new[] { "server.time", "profile" });

        result.GetProperty("result").ValueKind.Should().Be(JsonValueKind.Array);
        result.GetProperty("result")[1].GetProperty("ID").GetString().Should().Be("1");
    }

    [Fact]
    public async Task Batch_FailuresUnderFirstNumbers_ErrorsCollapseToAListAndResultsDoNot()
    {
        var result = await BatchAsync(new Dictionary<string, string> { ["0"] = "crm.nope", ["1"] = "crm.nope", ["35943"] = "profile" });

        result.GetProperty("result_error").ValueKind.Should().Be(JsonValueKind.Array);
        result.GetProperty("result_error").GetArrayLength().Should().Be(2);
        result.GetProperty("result").GetProperty("35943").GetProperty("ID").GetString().Should().Be("1");
    }

    [Fact]
    public async Task Batch_EveryCommandFails_IsStill200AndResultIsAnEmptyList()
    {
        var answer = await Client.CallAsync("batch", new { cmd = new { a = "crm.nope" } });

        answer.Status.Should().Be(200);
        answer.Result.GetProperty("result").ToString().Should().Be("[]");
        answer.Result.GetProperty("result_error").GetProperty("a").GetProperty("error").GetString().Should().Be("ERROR_METHOD_NOT_FOUND");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(true, 1)]
    [InlineData("1", 1)]
    [InlineData(0, 2)]
    [InlineData(false, 2)]
    public async Task Batch_Halt_StopsAfterTheFirstError(object halt, int expected)
    {
        var result = await BatchAsync(new { a = "profile", b = "crm.nope", c = "profile" }, halt);

        result.GetProperty("result").EnumerateObject().Should().HaveCount(expected);
    }

    [Theory]
    [InlineData("$result[add][item][id]")]
    [InlineData("%24result%5Badd%5D%5Bitem%5D%5Bid%5D")]
    public async Task Batch_Reference_TakesTheEarlierAnswer(string reference)
    {
        var result = await BatchAsync(new
        {
            add = "crm.item.add?entityTypeId=3&fields[name]=Anna",
            get = "crm.item.get?entityTypeId=3&id=" + reference,
            deal = $"crm.item.add?entityTypeId=2&fields[title]=For {reference}!&fields[contactIds][]={reference}",
        });

        result.GetProperty("result").GetProperty("get").GetProperty("item").GetProperty("name").GetString().Should().Be("Anna");
        var deal = result.GetProperty("result").GetProperty("deal").GetProperty("item");
        deal.GetProperty("title").GetString().Should().Be("For 1!");
        deal.GetProperty("contactId").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Batch_ReferenceToNothing_BecomesAnEmptyString()
    {
        var result = await BatchAsync(new { add = "crm.item.add?entityTypeId=3&fields[name]=Anna&fields[post]=$result[gone][x]" });

        result.GetProperty("result").GetProperty("add").GetProperty("item").GetProperty("post").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Batch_ChainedKeySetPages_ReadEverythingOnce()
    {
        for (var number = 0; number < 3; number++)
        {
            await BatchAsync(Enumerable.Range(0, 50).ToDictionary(at => "c" + at, _ => "crm.item.add?entityTypeId=3&fields[name]=Anna"));
        }

        var result = await BatchAsync(
            Enumerable.Range(0, 4).ToDictionary(at => "c" + at, at => "crm.item.list?entityTypeId=3&start=-1&order[id]=ASC&select[]=id&filter[%3Eid]=" + (at == 0 ? "0" : $"$result[c{at - 1}][items][49][id]")),
            1);

        var ids = Enumerable.Range(0, 3).SelectMany(at => result.GetProperty("result").GetProperty("c" + at).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt32()));
        ids.Should().Equal(Enumerable.Range(1, 150));
        result.GetProperty("result").GetProperty("c3").GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Batch_MoreThanFifty_TheRestIsRefused()
    {
        var result = await BatchAsync(Enumerable.Range(0, 52).ToDictionary(at => "c" + at, _ => "server.time"));

        result.GetProperty("result").EnumerateObject().Should().HaveCount(50);
        result.GetProperty("result_error").GetProperty("c51").GetProperty("error").GetString().Should().Be("ERROR_BATCH_LENGTH_EXCEEDED");
    }

    [Fact]
    public async Task Batch_InsideBatch_IsNotAllowed()
    {
        var result = await BatchAsync(new { b = "batch?cmd[x]=profile" });

        result.GetProperty("result_error").GetProperty("b").GetProperty("error").GetString().Should().Be("ERROR_BATCH_METHOD_NOT_ALLOWED");
    }

    [Fact]
    public async Task Batch_NullResult_StaysUnderItsLabel()
    {
        var type = await Client.ResultAsync("crm.category.add", new { entityTypeId = 2, fields = new { name = "Сервис" } });
        var id = type.GetProperty("category").GetProperty("id").GetInt32();

        var result = await BatchAsync(new { del = $"crm.category.delete?entityTypeId=2&id={id}" });

        result.GetProperty("result").GetProperty("del").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Batch_ByGet_DoubleEncodedCommands_Run()
    {
        var command = Uri.EscapeDataString("crm.contact.add?fields[NAME]=" + Uri.EscapeDataString("Анна & Ко"));

        var answer = await Client.GetAsync("rest/1/sandbox/batch?cmd[0]=" + command);

        answer.Result.GetProperty("result")[0].GetInt32().Should().Be(1);
        (await Client.ItemAsync(3, 1)).GetProperty("name").GetString().Should().Be("Анна & Ко");
    }

    [Fact]
    public async Task Batch_PoisonCommand_ItsNeighboursGoThrough()
    {
        var result = await BatchAsync(new
        {
            a = "crm.item.add?entityTypeId=3&fields[name]=Anna",
            bad = "crm.item.add?entityTypeId=3&fields[name]=Anna&fields[birthdate]=nonsense",
            c = "crm.item.add?entityTypeId=3&fields[name]=Olga",
        });

        result.GetProperty("result").EnumerateObject().Select(entry => entry.Name).Should().Equal("a", "c");
        result.GetProperty("result_error").GetProperty("bad").GetProperty("error").GetString().Should().Be("CRM_FIELD_ERROR_VALUE_NOT_VALID");
        (await Client.IdsAsync(3, new { })).Should().Equal(1, 2);
    }
}
