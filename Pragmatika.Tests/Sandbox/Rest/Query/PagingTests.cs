namespace Pragmatika.Tests.Sandbox.Rest.Query;

public sealed class PagingTests : SandboxTest
{
    private async Task SeedAsync(int contacts) => await Client.ControlAsync("seed", new { contacts, originator = "1C" });

    [Theory]
    [InlineData(0, 50, 50)]
    [InlineData(50, 50, 100)]
    [InlineData(100, 20, null)]
    [InlineData(60, 50, 100)]
    [InlineData(150, 0, null)]
    public async Task List_Start_GivesThePageWithTotalAndNext(int start, int rows, int? next)
    {
        await SeedAsync(120);

        var answer = await Client.CallAsync("crm.item.list", new { entityTypeId = 3, start, order = new { id = "ASC" } });

        answer.Result.GetProperty("items").GetArrayLength().Should().Be(rows);
        answer.Body.GetProperty("total").GetInt32().Should().Be(120);
        answer.Body.TryGetProperty("next", out var given).Should().Be(next is not null);
        if (next is not null)
        {
            given.GetInt32().Should().Be(next);
        }
    }

    [Fact]
    public async Task List_StartMinusOne_CountsNothing()
    {
        await SeedAsync(60);

        var answer = await Client.CallAsync("crm.contact.list", new { start = -1 });

        answer.Result.GetArrayLength().Should().Be(50);
        answer.Body.GetProperty("total").GetInt32().Should().Be(0);
        answer.Body.TryGetProperty("next", out _).Should().BeFalse();
    }

    [Fact]
    public async Task KeySet_ByOriginatorAndId_ReadsEveryRecordOnce()
    {
        await SeedAsync(130);
        await Client.ControlAsync("seed", new { contacts = 10, seed = 2 });

        var read = new List<int>();
        int[] page;
        do
        {
            page = await Client.IdsAsync(3, new Dictionary<string, object> { ["=originatorId"] = "1C", [">id"] = read.LastOrDefault() });
            read.AddRange(page);
        }
        while (page.Length == 50);

        read.Should().Equal(Enumerable.Range(1, 130));
    }

    [Fact]
    public async Task Seed_SameSeed_MakesTheSameRecords()
    {
        await SeedAsync(30);
        var first = (await Client.ItemAsync(3, 17)).GetProperty("lastName").GetString();
        await Client.ControlAsync("reset");
        await SeedAsync(30);

        (await Client.ItemAsync(3, 17)).GetProperty("lastName").GetString().Should().Be(first);
    }
}
