using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Undo;

/// <summary>Undo and repair of what goes to the table.</summary>
public sealed class TwoWayUndoTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Undo_OfTheWayBack_PutsCellsBackAndTouchedOnesStay(SqlEngine engine)
    {
        await using var rig = await TwoWayRig.StartAsync(engine);
        await rig.AddAsync(1, "c1", "Анна", "+79210000001", "d1");
        await rig.AddAsync(2, "c2", "Борис", "+79210000002", "d2");
        await rig.RunAsync();
        await rig.ChangeAsync("deal", await IdAsync(rig, "d1"), ("opportunity", Value.Number(500)), ("stageId", Value.Choice("WON")), ("comments", Value.Text("важно")));
        await rig.ChangeAsync("deal", await IdAsync(rig, "d2"), ("opportunity", Value.Number(600)));
        var back = await rig.RunAsync(RunMode.Heard);
        (await rig.CellAsync("amount"), await rig.CellAsync("stage"), await rig.CellAsync("comment")).Should().Be(("500", "9", "важно"));
        await rig.ExecuteAsync("UPDATE people SET amount = '601' WHERE id = 2");

        var undo = await UndoAsync(rig, back.Id);

        undo.Total.Updated.Should().Be(2, "the portal's own closing day had come along and goes");
        var entries = await rig.Rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = undo.Id, Kind = JournalKind.Record }, null, 10, default);
        entries.Single(entry => entry.Key == "d2").Should().Match<JournalEntry>(entry => entry.Text.Contains("opportunity") && !entry.Changes!.Contains("opportunity"));
        (await rig.CellAsync("amount"), await rig.CellAsync("stage"), await rig.CellAsync("comment")).Should().Be(("100", "1", null));
        (await rig.CellAsync("amount", 2)).Should().Be("601");
        (await rig.CellAsync("foreign_note")).Should().Be("kept");

        (await UndoAsync(rig, undo.Id)).Total.Updated.Should().Be(2);
        (await rig.CellAsync("amount"), await rig.CellAsync("stage")).Should().Be(("500", "9"));
    }

    [Fact]
    public async Task Undo_OfATwoWayField_CountsAsAChangeOfThatSideAndGoesToTheOther()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", "+79210000001", "d1");
        await rig.RunAsync();
        await rig.ExecuteAsync("UPDATE people SET amount = '250' WHERE id = 1");
        var run = await rig.RunAsync();
        var deal = await IdAsync(rig, "d1");

        await UndoAsync(rig, run.Id);
        await rig.HearAsync("deal", deal);
        await rig.RunAsync();
        await rig.RunAsync();

        (await rig.ItemAsync("deal", deal)).Values["opportunity"].AsNumber.Should().Be(100);
        (await rig.CellAsync("amount")).Should().Be("100", "the undone value is not written again: the table follows");
    }

    [Fact]
    public async Task Repair_CrmIsRight_WritesToTheTableWhereARuleLeadsBack()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", "+79210000001", "d1");
        await rig.RunAsync();
        var deal = await IdAsync(rig, "d1");
        await rig.ChangeUnheardAsync("deal", deal, ("opportunity", Value.Number(900)), ("title", Value.Text("другой")));
        var compare = rig.Rig.Service<ICompareService>();
        var report = await compare.CompletionAsync((await compare.StartAsync("people", "test", default)).Id, default);

        var run = await rig.Rig.Runs.CompletionAsync((await compare.RepairAsync(report!.Id, new RepairOrder(RepairSide.Crm), "test", default)).Id, default);
        await rig.RunAsync();

        run.Total.Updated.Should().Be(1);
        (await rig.CellAsync("amount")).Should().Be("900");
        (await rig.ItemAsync("deal", deal)).Values["opportunity"].AsNumber.Should().Be(900);
        (await rig.ItemAsync("deal", deal)).Values["title"].AsText.Should().Be("другой", "its rule goes one way: nothing leads back");
    }

    private static async Task<long> IdAsync(TwoWayRig rig, string key) => (await rig.Store.LinksAsync("people", "deals", [key], default))[key].CrmId;

    private static async Task<RunRecord> UndoAsync(TwoWayRig rig, Guid run)
    {
        var started = await rig.Rig.Runs.StartAsync(new RunRequest { Exchange = "people", Mode = RunMode.Undo, Of = new RunScope(run) }, default);
        var done = await rig.Rig.Runs.CompletionAsync(started.Id, default);
        done.Message.Should().BeNull();
        return done;
    }
}
