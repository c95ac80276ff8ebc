using Pragmatika.Sandbox;

namespace Pragmatika.Tests.Sandbox.Control;

public sealed class StateTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"sandbox-{Guid.NewGuid():N}.state");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Restart_WithADataFile_ContinuesWhereItStopped()
    {
        var options = new SandboxOptions { DataFile = _file };
        int type, field, deal;
        await using (var first = await SandboxClient.StartAsync(options))
        {
            field = (await first.ResultAsync("crm.contact.userfield.add", new { fields = new { FIELD_NAME = "GONE", USER_TYPE_ID = "string" } })).GetInt32();
            await first.ResultAsync("crm.contact.userfield.add", new { fields = new { FIELD_NAME = "KEPT", USER_TYPE_ID = "string" } });
            await first.ResultAsync("crm.contact.userfield.delete", new { id = field });
            type = (await first.ResultAsync("crm.type.add", new { fields = new { title = "Автомобили", isStagesEnabled = "Y", relations = new { child = new[] { new { entityTypeId = 2 } } } } })).GetProperty("type").GetProperty("entityTypeId").GetInt32();
            await first.AddAsync(3, new { name = "Анна", ufCrmKept = "да", originatorId = "1C", originId = "K1", fm = new[] { new { typeId = "PHONE", value = "+79210000001" } } });
            var car = await first.AddAsync(type, new { title = "Vesta", xmlId = "CAR-1" });
            deal = await first.AddAsync(2, new { title = "Ремонт", contactIds = new[] { 1 }, parentId1030 = car });
            await first.AddAsync(3, new { name = "Лишняя" });
            await first.ResultAsync("crm.item.delete", new { entityTypeId = 3, id = 2 });
            await first.ResultAsync("crm.timeline.comment.add", new { fields = new { ENTITY_ID = deal, ENTITY_TYPE = "deal", COMMENT = "Позвонить" } });
        }

        await using var second = await SandboxClient.StartAsync(options);

        var contact = await second.ItemAsync(3, 1);
        contact.GetProperty("ufCrmKept").GetString().Should().Be("да");
        contact.GetProperty("phone").GetString().Should().Be("+79210000001");
        (await second.IdsAsync(3, new { originatorId = "1C", originId = "K1" })).Should().Equal(1);
        (await second.IdsAsync(type, new { xmlId = "CAR-1" })).Should().Equal(1);
        (await second.ItemAsync(2, deal)).GetProperty("parentId1030").GetInt32().Should().Be(1);
        (await second.AddAsync(3, new { name = "Ольга" })).Should().Be(3, "ids never come back");
        (await second.ResultAsync("crm.timeline.comment.list", new { filter = new { ENTITY_ID = deal, ENTITY_TYPE = "deal" } }))[0].GetProperty("COMMENT").GetString().Should().Be("Позвонить");
        (await second.ResultAsync("crm.stagehistory.list", new { entityTypeId = 2 })).GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Control_SaveAndLoad_BringTheStateBack()
    {
        await using var client = await SandboxClient.StartAsync();
        await client.AddAsync(3, new { name = "Анна" });
        (await client.ControlAsync("save", new { path = _file })).Status.Should().Be(200);
        await client.ControlAsync("reset");
        (await client.IdsAsync(3, new { })).Should().BeEmpty();

        (await client.ControlAsync("load", new { path = _file })).Status.Should().Be(200);

        (await client.IdsAsync(3, new { })).Should().Equal(1);
    }

    [Fact]
    public async Task Load_SomethingElse_IsRefusedAndTheStateStays()
    {
        await File.WriteAllTextAsync(_file, "not a state file at all");
        await using var client = await SandboxClient.StartAsync();
        await client.AddAsync(3, new { name = "Анна" });

        (await client.ControlAsync("load", new { path = _file })).Status.Should().Be(400);
        (await client.ControlAsync("save")).Body.GetProperty("error").GetString().Should().Contain("--data");

        (await client.IdsAsync(3, new { })).Should().Equal(1);
    }

    [Fact]
    public async Task Load_TruncatedFile_LeavesAnEmptyPortalAndSaysSo()
    {
        await using var client = await SandboxClient.StartAsync();
        await client.AddAsync(2, new { title = "Ремонт" });
        await client.ControlAsync("save", new { path = _file });
        await File.WriteAllBytesAsync(_file, (await File.ReadAllBytesAsync(_file))[..^10]);

        var answer = await client.ControlAsync("load", new { path = _file });

        answer.Status.Should().Be(400);
        answer.Body.GetProperty("error").GetString().Should().Contain("ends too early");
        (await client.IdsAsync(2, new { })).Should().BeEmpty();
    }

    [Fact]
    public async Task Stats_Duplicates_AreCountedPerKeyAndEntity()
    {
        await using var client = await SandboxClient.StartAsync();
        var type = (await client.ResultAsync("crm.type.add", new { fields = new { title = "Автомобили" } })).GetProperty("type").GetProperty("entityTypeId").GetInt32();
        foreach (var origin in new[] { "K1", "K2", "K1", "K1" })
        {
            await client.AddAsync(3, new { name = "Анна", originatorId = "1C", originId = origin });
        }

        await client.AddAsync(3, new { name = "Анна", originatorId = "OTHER", originId = "K1" });
        await client.AddAsync(type, new { title = "Vesta", xmlId = "CAR" });
        await client.AddAsync(type, new { title = "Vesta", xmlId = "CAR" });

        var stats = await client.StatsAsync();

        stats.GetProperty("duplicateCount").GetInt32().Should().Be(2);
        stats.GetProperty("duplicates")[0].GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).Should().Equal(1, 3, 4);
        stats.GetProperty("entities").GetProperty("contact").GetInt32().Should().Be(5);
        stats.GetProperty("entities").GetProperty("dynamic_1030").GetInt32().Should().Be(2);
        stats.GetProperty("commands").GetProperty("crm.item.add").GetInt64().Should().Be(7);
        stats.GetProperty("requests").GetInt64().Should().Be(8);
    }
}
