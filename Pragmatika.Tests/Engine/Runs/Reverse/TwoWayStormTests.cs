using System.Globalization;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Random changes on both sides, heard late or twice, with crashes between the two databases: at the end both sides hold the same and a further run does nothing.</summary>
public sealed class TwoWayStormTests
{
    private const int Clients = 4;

    private readonly CommitThatFails _crash = new();

    [Theory]
    [InlineData(1, ConflictPolicy.Sql)]
    [InlineData(2, ConflictPolicy.Crm)]
    [InlineData(3, ConflictPolicy.Newest)]
    [InlineData(4, ConflictPolicy.LongestNonEmpty)]
    public async Task Runs_AfterRandomChanges_BringBothSidesTogether(int seed, ConflictPolicy policy)
    {
        var random = new Random(seed);
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, policy, configure: _crash.Install);
        for (var id = 1; id <= Clients; id++)
        {
            await rig.AddAsync(id, $"c{id}", $"Имя {id}", $"8921000000{id}", $"d{id}");
        }

        await rig.RunAsync();
        for (var step = 0; step < 30; step++)
        {
            await StepAsync(rig, random);
        }

        for (var id = 1; id <= Clients; id++)
        {
            await rig.HearAsync("contact", await CrmIdAsync(rig, "contacts", $"c{id}"));
            await rig.HearAsync("deal", await CrmIdAsync(rig, "deals", $"d{id}"));
        }

        (await rig.RunAsync()).State.Should().Be(RunState.Succeeded);
        (await rig.RunAsync(RunMode.Full)).Total.Updated.Should().Be(0, $"seed {seed} converged in one run");
        for (var id = 1; id <= Clients; id++)
        {
            await CheckAsync(rig, id, $"seed {seed}, row {id}");
        }
    }

    private async Task StepAsync(TwoWayRig rig, Random random)
    {
        var id = random.Next(1, Clients + 1);
        var contact = await CrmIdAsync(rig, "contacts", $"c{id}");
        var deal = await CrmIdAsync(rig, "deals", $"d{id}");
        switch (random.Next(8))
        {
            case 0:
                await rig.ExecuteAsync($"UPDATE people SET name = '{Word(random)}' WHERE id = {id}");
                break;
            case 1:
                await rig.ExecuteAsync($"UPDATE people SET phone = '8921{random.Next(1_000_000, 9_999_999)}', amount = '{random.Next(1000)}' WHERE id = {id}");
                break;
            case 2:
                await rig.ExecuteAsync($"UPDATE people SET stage = '{(random.Next(2) == 0 ? 1 : 2)}' WHERE id = {id}");
                break;
            case 3:
                await rig.ChangeAsync("contact", contact, ("name", Value.Text(Word(random))));
                break;
            case 4:
                await rig.ChangeUnheardAsync("contact", contact, ("phone", Value.Text($"+7921{random.Next(1_000_000, 9_999_999)}")));
                break;
            case 5:
                await rig.ChangeAsync("deal", deal, ("stageId", Value.Text(random.Next(2) == 0 ? "PREPARATION" : "NEW")), ("opportunity", Value.Number(random.Next(1000))));
                break;
            case 6:
                await rig.HearAsync("contact", contact);
                _crash.Armed = true;
                await rig.RunAsync(RunMode.Heard);
                _crash.Armed = false;
                break;
            default:
                (await rig.RunAsync(random.Next(2) == 0 ? RunMode.Incremental : RunMode.Heard)).State.Should().Be(RunState.Succeeded);
                break;
        }
    }

    private static async Task CheckAsync(TwoWayRig rig, int id, string because)
    {
        var contact = await rig.ItemAsync("contact", await CrmIdAsync(rig, "contacts", $"c{id}"));
        var deal = await rig.ItemAsync("deal", await CrmIdAsync(rig, "deals", $"d{id}"));
        contact.Values["name"].ToString().Should().Be(await rig.CellAsync("name", id), because);
        contact.MultiFields.Single().Value[^10..].Should().Be(string.Concat((await rig.CellAsync("phone", id))!.Where(char.IsAsciiDigit))[^10..], because);
        deal.Values["opportunity"].AsNumber.Should().Be(decimal.Parse((await rig.CellAsync("amount", id))!, CultureInfo.InvariantCulture), because);
        var stages = (await rig.Portal.EntityAsync("deal", default)).Fields["stageId"].Pipelines[0];
        stages[deal.Values["stageId"].ToString()].Should().Be(await rig.CellAsync("stage", id) == "1" ? "NEW" : "PREPARATION", because);
        (await rig.CellAsync("foreign_note", id)).Should().Be("kept", because);
    }

    private static async Task<long> CrmIdAsync(TwoWayRig rig, string flow, string key) => (await rig.Store.LinksAsync("people", flow, [key], default))[key].CrmId;

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => (char)('а' + random.Next(32))));
}
