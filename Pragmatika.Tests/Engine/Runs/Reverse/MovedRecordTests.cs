using System.Net.Http.Json;
using System.Text;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Records that were merged in the CRM, or came back from its recycle bin.</summary>
public sealed class MovedRecordTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Merged_Heard_TheRowsOfBothWriteToTheOneThatStayed(SqlEngine engine)
    {
        await using var rig = await TwoAsync(engine);
        await MergeAsync(rig, 1, 2);
        await rig.HearAsync("contact", 1);
        await rig.HearAsync("contact", 2);

        var heard = await rig.RunAsync(RunMode.Heard);
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна Вторая' WHERE id = 2");
        var run = await rig.RunAsync();

        heard.State.Should().Be(RunState.Succeeded);
        run.State.Should().Be(RunState.Succeeded);
        var links = await rig.Store.LinksAsync("people", "contacts", ["c1", "c2"], default);
        links.Values.Select(link => link.CrmId).Should().Equal(1, 1);
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна Вторая"));
        (await CountAsync(rig)).Should().Be(1, "nobody is created again");
        (await TextsAsync(rig, heard)).Should().Contain(text => text.Contains("её место заняла запись 1"));
        (await rig.RunAsync(RunMode.Full)).Total.Created.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Merged_OneOfTheRowsChanges_TheRecordComesToRest(int row)
    {
        await using var rig = await TwoAsync(SqlEngine.Sqlite);
        await MergeAsync(rig, 1, 2);
        await rig.HearAsync("contact", 1);
        await rig.HearAsync("contact", 2);
        await rig.RunAsync();
        await rig.ExecuteAsync($"UPDATE people SET name = 'Новое имя' WHERE id = {row}");
        await rig.RunAsync();
        for (var round = 0; round < 3; round++)
        {
            await rig.HearAsync("contact", 1);
            await rig.RunAsync();
        }

        await rig.HearAsync("contact", 1);
        var run = await rig.RunAsync();

        run.Total.Updated.Should().Be(0, "our own write that comes back starts nothing");
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Новое имя"));
    }

    [Fact]
    public async Task Merged_NobodyHeardOfIt_TheNextWriteFindsTheOneThatStayed()
    {
        await using var rig = await TwoAsync(SqlEngine.Sqlite);
        await MergeAsync(rig, 1, 2);
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна Вторая' WHERE id = 2");

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.Succeeded);
        run.Flows["contacts"].Updated.Should().Be(1);
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна Вторая"));
        (await rig.Store.LinksAsync("people", "contacts", ["c2"], default))["c2"].CrmId.Should().Be(1);
        (await TextsAsync(rig, run)).Should().Contain(text => text.Contains("Записи 2 больше нет"));
        (await CountAsync(rig)).Should().Be(1);
    }

    [Fact]
    public async Task Deleted_NothingTookItsPlace_IsNotMadeAgain()
    {
        await using var rig = await TwoAsync(SqlEngine.Sqlite);
        await rig.DeleteAsync("contact", 2);
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна Вторая' WHERE id = 2");

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["contacts"].Failed.Should().Be(1);
        (await CountAsync(rig)).Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restored_FromTheBin_IsLinkedAgainAndItsRowsLoseTheMark(bool asNew)
    {
        await using var rig = await TwoAsync(SqlEngine.Sqlite);
        await rig.DeleteAsync("deal", 1);
        await rig.RunAsync(RunMode.Heard);
        var marked = await rig.CellAsync("gone");
        await RestoreAsync(rig, 2, 1, asNew);
        var id = asNew ? 3 : 1;
        await rig.HearAsync("deal", id);

        await rig.RunAsync(RunMode.Heard);
        await rig.ExecuteAsync("UPDATE people SET amount = '777' WHERE id = 1");
        var run = await rig.RunAsync();

        marked.Should().Be("yes");
        (await rig.CellAsync("gone")).Should().BeNull();
        run.State.Should().Be(RunState.Succeeded);
        run.Total.Created.Should().Be(0);
        (await rig.ItemAsync("deal", id)).Values["opportunity"].AsNumber.Should().Be(777);
        (await rig.Store.LinksAsync("people", "deals", ["d1"], default))["d1"].CrmId.Should().Be(id);
    }

    private static async Task<TwoWayRig> TwoAsync(SqlEngine engine)
    {
        var rig = await TwoWayRig.StartAsync(engine);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.AddAsync(2, "c2", "Анна П.", "89210000002", "d2");
        (await rig.RunAsync()).Total.Created.Should().Be(4);
        return rig;
    }

    /// <summary>The first keeps what it has, takes the other's phone, and the other is gone.</summary>
    private static async Task MergeAsync(TwoWayRig rig, int kept, int other)
    {
        var answer = await rig.Portal.CallAsync("crm.entity.mergeBatch", Encoding.UTF8.GetBytes($$"""{"params":{"entityTypeId":3,"entityIds":[{{kept}},{{other}}] } }"""), default);
        answer.Error.Should().BeNull();
    }

    private static async Task RestoreAsync(TwoWayRig rig, int entityTypeId, int id, bool asNew)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(rig.Rig.Sandbox.WebhookAddress, "/_sandbox/restore"), new { entityTypeId, id, asNew });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<int> CountAsync(TwoWayRig rig)
    {
        var count = 0;
        await foreach (var _ in rig.Portal.ReadAllAsync(await rig.Portal.EntityAsync("contact", default), [], ["id"], default))
        {
            count++;
        }

        return count;
    }

    private static async Task<IEnumerable<string>> TextsAsync(TwoWayRig rig, RunRecord run) =>
        (await rig.Rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run.Id }, null, 200, default)).Select(entry => entry.Text);
}
