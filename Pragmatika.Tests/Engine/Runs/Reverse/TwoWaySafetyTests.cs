using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>What the way back must not do: believe a stale delete, write in a dry run or past the fuse, lose a batch between the two databases.</summary>
public sealed class TwoWaySafetyTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_BeforeAnyPollGotThrough_BeginsListeningSoThatWhatPeopleDoNextIsHeard(SqlEngine engine)
    {
        await using var rig = await TwoWayRig.StartAsync(engine);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        await rig.ChangeUnheardAsync("contact", 1, ("name", Value.Text("Анна Петровна")));

        // Seconds that are not over are left to the next poll.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await rig.CellAsync("name") != "Анна Петровна")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, limit.Token);
            await rig.Rig.Service<IHearing>().HearAsync("portal", HeardBy.Polling, limit.Token);
            await rig.RunAsync(RunMode.Heard);
        }
    }

    /// <summary>A dry run changes nothing, not even where listening begins.</summary>
    [Fact]
    public async Task DryRun_BeforeAnyPoll_LeavesTheBeginningOpen()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");

        await rig.RunAsync(dryRun: true);
        (await rig.Rig.Service<IHearingStore>().PositionsAsync("portal", default)).Should().BeEmpty();
        await rig.RunAsync();
        (await rig.Rig.Service<IHearingStore>().PositionsAsync("portal", default)).Keys.Should().BeEquivalentTo([2, 3]);
    }

    [Fact]
    public async Task Run_DeletedInTheCrm_MarksItsRows()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.AddAsync(2, "c1", "Анна", null, "d2");
        await rig.RunAsync();
        await rig.DeleteAsync("deal", 1);
        await rig.DeleteAsync("contact", 1);

        await rig.RunAsync(RunMode.Heard);

        (await rig.CellAsync("gone")).Should().Be("yes");
        (await rig.CellAsync("gone", 2)).Should().BeNull();
        (await rig.CellAsync("name")).Should().Be("Анна", "contacts ignore deletes");
    }

    [Fact]
    public async Task Run_DeleteSaidOfARecordThatIsThere_IsStaleAndMarksNothing()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        await rig.HearAsync("deal", 1, HeardKind.Deleted);

        await rig.RunAsync(RunMode.Heard);

        (await rig.CellAsync("gone")).Should().BeNull();
    }

    [Fact]
    public async Task DryRun_HeardChange_IsCountedAndNothingIsWritten()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Анна П.")));

        var dry = await rig.RunAsync(RunMode.Heard, dryRun: true);

        dry.Flows["contacts"].Updated.Should().Be(1);
        (await rig.CellAsync("name")).Should().Be("Анна");
        (await rig.RunAsync(RunMode.Heard)).Flows["contacts"].Updated.Should().Be(1);
        (await rig.CellAsync("name")).Should().Be("Анна П.");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_RowChangedBetweenReadAndWrite_IsComparedAnewAndNotOverwritten(SqlEngine engine)
    {
        var hand = new HandBeforeChange();
        await using var rig = await TwoWayRig.StartAsync(engine, ConflictPolicy.Sql, configure: hand.Install);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.AddAsync(2, "c1", "Анна", null, "d2");
        await rig.RunAsync();
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Анна из CRM")));
        await rig.ChangeAsync("deal", 1, ("comments", Value.Text("заметка")));
        hand.Change = () => rig.ExecuteAsync("UPDATE people SET name = 'Анна из 1С' WHERE id = 2");

        await rig.RunAsync(RunMode.Heard);

        (await rig.CellAsync("name", 2)).Should().Be("Анна из 1С");
        (await rig.CellAsync("name", 1)).Should().Be("Анна", "a record is written to all its rows or to none");
        (await rig.CellAsync("comment", 1)).Should().Be("заметка", "other records do not wait");

        await rig.ExecuteAsync("UPDATE people SET name = 'Анна из 1С' WHERE id = 1");
        await rig.RunAsync();
        await rig.RunAsync();

        (await rig.ItemAsync("contact", 1)).Values["name"].ToString().Should().Be("Анна из 1С", "both sides changed, and SQL wins");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_ChangedInTheCrm_TellsOneCWhichRowsToTakeAndHeedsItsAnswer(SqlEngine engine)
    {
        var told = new WriteBackDefinition { ReverseStatusColumn = "told", ReverseTimeColumn = "told_at" };
        await using var rig = await TwoWayRig.StartAsync(engine, change: definition => definition with { WriteBack = told });
        await rig.ExecuteAsync("ALTER TABLE people ADD COLUMN told SMALLINT");
        await rig.ExecuteAsync("ALTER TABLE people ADD COLUMN told_at TIMESTAMP");
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.AddAsync(2, "c2", "Борис", null, "d2");
        await rig.RunAsync();
        (await rig.CellAsync("told")).Should().BeNull("the way forward tells 1C nothing new");
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Анна П.")));

        await rig.RunAsync(RunMode.Heard);

        (await rig.CellAsync("told")).Should().Be("1");
        (await rig.CellAsync("told_at")).Should().NotBeNullOrEmpty();
        (await rig.CellAsync("told", 2)).Should().BeNull();

        await rig.ExecuteAsync("UPDATE people SET told = 2 WHERE id = 1");
        await rig.RunAsync();
        await rig.HearAsync("contact", 1);
        await rig.RunAsync(RunMode.Heard);

        (await rig.CellAsync("told")).Should().Be("2", "nothing has changed since 1C took it");
    }

    [Fact]
    public async Task Run_NewRowOfALinkedRecord_GetsWhatRowsOnlyGetFromTheCrm()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        await rig.ChangeAsync("deal", 1, ("comments", Value.Text("заметка")));
        await rig.RunAsync(RunMode.Heard);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 1");
        await rig.AddAsync(3, "c1", "Анна", null, "d1");

        await rig.RunAsync();

        (await rig.CellAsync("comment", 3)).Should().Be("заметка");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_CrashBetweenTheTwoDatabases_RepeatsAndLosesNothing(SqlEngine engine)
    {
        var crash = new CommitThatFails();
        await using var rig = await TwoWayRig.StartAsync(engine, ConflictPolicy.Crm, configure: crash.Install);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.RunAsync();
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Анна П.")));
        await rig.ChangeAsync("deal", 1, ("opportunity", Value.Number(5)));

        crash.Armed = true;
        var failed = await rig.RunAsync(RunMode.Heard);
        crash.Armed = false;
        var written = await rig.CellAsync("name");
        await rig.ChangeAsync("contact", 1, ("phone", Value.Text("+79210000009")));
        var repeated = await rig.RunAsync();
        var quiet = await rig.RunAsync(RunMode.Full);

        failed.State.Should().Be(RunState.Failed);
        written.Should().Be("Анна П.", "SQL is written before the portal's database commits");
        repeated.State.Should().Be(RunState.Succeeded);
        (await rig.CellAsync("name")).Should().Be("Анна П.");
        (await rig.CellAsync("amount")).Should().Be("5");
        (await rig.CellAsync("phone")).Should().Be("+79210000009");
        quiet.Total.Updated.Should().Be(0);
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна П."));
    }

    [Fact]
    public async Task Run_MoreRecordsThanTheFuseAllows_StopsBeforeSqlIsWritten()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, change: definition => definition with { Limits = definition.Limits with { FuseChanges = 1 } });
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.AddAsync(2, "c2", "Борис", null, "d2");
        await rig.RunAsync();
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("x")));
        await rig.ChangeAsync("contact", 2, ("name", Value.Text("y")));

        var run = await rig.RunAsync(RunMode.Heard);

        run.State.Should().Be(RunState.FuseBlown);
        (await rig.CellAsync("name")).Should().Be("Анна");
        (await rig.CellAsync("name", 2)).Should().Be("Борис");
    }
}
