using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Stores;
using Pragmatika.Tests.Support;

using static Pragmatika.Tests.Engine.Data.StoreHarness;

namespace Pragmatika.Tests.Engine.Data;

public sealed class CommitTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_WholeBatch_StoresAllOfIt(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        var counters = new RunCounters(1, 2, 3, 4, 5, 6, 7) { Echoes = 8, NearMisses = 9 };

        await harness.Store.CommitAsync(
            Batch(run, lease) with
            {
                Run = run with { Rows = 28, RowsExpected = 100, RestCalls = 3, Commands = 90, Flows = new Dictionary<string, RunCounters> { ["б"] = counters, ["a"] = default } },
                Parts =
                [
                    new LinkPart { Moved = [Link("k1", 17) with { SourceVersion = "v1" }, Link("k1", 90, "deals")] },
                    new RowPart { Met = [new RowState("r1", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], "01")] },
                    new CheckpointPart("0x0000000000000AF1"),
                ],
                Journal = [harness.Entry("Создан контакт", key: "k1", crmId: 17) with { RunId = run.Id, Outcome = Outcome.Created, Changes = """{"name":["","k1"]}""" }],
            },
            CancellationToken.None);

        (await harness.Store.CheckpointAsync("main", CancellationToken.None)).Should().Be("0x0000000000000AF1");
        var links = await harness.Store.LinksAsync("main", "contacts", ["k1", "absent"], CancellationToken.None);
        links.Should().ContainSingle().Which.Value.Should().BeEquivalentTo(Link("k1", 17) with { SourceVersion = "v1" });
        var states = await harness.Store.RowStatesAsync("main", ["r1", "absent"], CancellationToken.None);
        states.Should().ContainSingle().Which.Value.Should().BeEquivalentTo(new RowState("r1", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], "01"));
        var stored = await harness.Store.RunAsync(run.Id, CancellationToken.None);
        stored!.Flows.Should().Equal(new Dictionary<string, RunCounters> { ["б"] = counters, ["a"] = default });
        (stored.Rows, stored.RowsExpected, stored.RestCalls, stored.Commands).Should().Be((28, 100, 3, 90));
        var page = await harness.Journal.PageAsync(new JournalFilter { RunId = run.Id }, null, 10, CancellationToken.None);
        page.Should().ContainSingle().Which.Should().BeEquivalentTo(
            harness.Entry("Создан контакт", key: "k1", crmId: 17) with { Id = 1, RunId = run.Id, Outcome = Outcome.Created, Changes = """{"name":["","k1"]}""" });
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_LastWriteFails_LeavesNothingAndTheStoreGoesOn(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        var batch = Batch(run, lease) with
        {
            Parts =
            [
                new LinkPart { Moved = [Link("k1", 17, "contacts", "+79001234567")] },
                new RowPart { Met = [new RowState("r1", new byte[16], "0")] },
                new LetterPart { Parked = [DeadLetterTests.Letter(run, "k9")] },
                new CheckpointPart("c1"),
            ],
            Journal = [harness.Entry("good"), harness.Entry(null!)],
        };

        var act = () => harness.Store.CommitAsync(batch, CancellationToken.None);

        await act.Should().ThrowAsync<StoreException>();
        await using (var context = harness.Context())
        {
            (await context.Links.CountAsync() + await context.LinkMatches.CountAsync() + await context.RowStates.CountAsync() + await context.DeadLetters.CountAsync()
                + await context.Checkpoints.CountAsync() + await context.Journal.CountAsync()).Should().Be(0);
            (await context.Counters.SumAsync(counter => counter.Value)).Should().Be(0);
        }

        await harness.Store.CommitAsync(batch with { Journal = [harness.Entry("good")] }, CancellationToken.None);
        (await harness.Store.CheckpointAsync("main", CancellationToken.None)).Should().Be("c1");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_OutdatedFence_ThrowsLeaseLostAndChangesNothing(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (late, lateLease) = await harness.StartAsync();
        harness.Time.Advance(Lease + TimeSpan.FromSeconds(1));
        await harness.StartAsync();

        var act = () => harness.Store.CommitAsync(Batch(late, lateLease) with { Parts = [new LinkPart { Moved = [Link("k1", 17)] }, new CheckpointPart("late")] }, CancellationToken.None);

        await act.Should().ThrowAsync<LeaseLostException>();
        (await harness.Store.CheckpointAsync("main", CancellationToken.None)).Should().BeNull();
        (await harness.Store.LinksAsync("main", "contacts", ["k1"], CancellationToken.None)).Should().BeEmpty();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_WithoutCheckpoint_LeavesTheOldOne(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();

        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new CheckpointPart("a")] }, CancellationToken.None);
        await harness.Store.CommitAsync(Batch(run, lease), CancellationToken.None);
        (await harness.Store.CheckpointAsync("main", CancellationToken.None)).Should().Be("a");

        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new CheckpointPart("b")] }, CancellationToken.None);
        (await harness.Store.CheckpointAsync("main", CancellationToken.None)).Should().Be("b");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_InboxCursor_StandsBesideTheCheckpoint(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        (await harness.Store.InboxCursorAsync("main", CancellationToken.None)).Should().Be(0);

        await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new CheckpointPart("c"), new InboxPart(17)] }, CancellationToken.None);
        await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new InboxPart(21)] }, CancellationToken.None);

        (await harness.Store.InboxCursorAsync("main", CancellationToken.None)).Should().Be(21);
        (await harness.Store.CheckpointAsync("main", CancellationToken.None)).Should().Be("c");
    }
}
