using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Hearing;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Data;

public sealed class CrmInboxTests
{
    private const int Contact = 3;
    private const int Deal = 2;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Read_HeardAgain_MovesTheRecordBehindTheReader(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var inbox = Inbox(harness);
        await inbox.AppendAsync("crm", [Event(Contact, 1), Event(Contact, 2), Event(Deal, 1)], default);
        var first = await inbox.ReadAsync("crm", [Contact, Deal], 0, 100, default);

        await inbox.AppendAsync("crm", [Event(Contact, 1, HeardKind.Deleted)], default);
        var second = await inbox.ReadAsync("crm", [Contact, Deal], first.Through, 100, default);

        first.Records.Select(record => (record.EntityTypeId, record.CrmId)).Should().Equal((Contact, 1), (Contact, 2), (Deal, 1));
        first.Records.Select(record => record.Sequence).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        second.Records.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            CrmId = 1L, Kind = HeardKind.Deleted, By = HeardBy.Webhook, HeardAt = harness.Time.GetUtcNow(), ModifiedAt = (DateTimeOffset?)null,
        });
        second.Records[0].Sequence.Should().BeGreaterThan(first.Through);
        (await inbox.ReadAsync("crm", [Contact, Deal], second.Through, 100, default)).Records.Should().BeEmpty();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Read_InPages_CoversOtherKindsAndOtherConnections(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var inbox = Inbox(harness);
        await inbox.AppendAsync("crm", [Event(Contact, 1), Event(Deal, 7), Event(Contact, 2), Event(Contact, 3)], default);
        await inbox.AppendAsync("box", [Event(Contact, 9)], default);

        var first = await inbox.ReadAsync("crm", [Contact], 0, 2, default);
        var second = await inbox.ReadAsync("crm", [Contact], first.Through, 2, default);

        first.Records.Select(record => record.CrmId).Should().Equal(1, 2);
        first.HasMore.Should().BeTrue();
        second.Records.Select(record => record.CrmId).Should().Equal(3);
        second.HasMore.Should().BeFalse();
        second.Through.Should().BeGreaterThanOrEqualTo(5, "what other readers wait for must not be asked for again and again");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Append_SameRecordTwiceAtOnce_KeepsTheLast(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);

        var appended = await Inbox(harness).AppendAsync("crm", [Event(Deal, 5), Event(Deal, 5, HeardKind.Deleted)], default);

        appended.Should().Be(1);
        (await Inbox(harness).ReadAsync("crm", [Deal], 0, 10, default)).Records.Should().ContainSingle().Which.Kind.Should().Be(HeardKind.Deleted);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Append_SameModifiedTimeAgain_IsHeardOnceEvenAfterAPurge(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var inbox = Inbox(harness);
        (await inbox.AppendAsync("crm", [Polled(1, Noon), Polled(2, Noon)], default)).Should().Be(2);
        var page = await inbox.ReadAsync("crm", [Contact], 0, 10, default);
        await inbox.PurgeAsync("crm", page.Through, default);

        var again = await inbox.AppendAsync("crm", [Polled(1, Noon), Polled(2, Noon.AddSeconds(1))], default);

        again.Should().Be(1);
        (await inbox.ReadAsync("crm", [Contact], 0, 10, default)).Records.Should().ContainSingle().Which.Should().BeEquivalentTo(new { CrmId = 2L, ModifiedAt = (DateTimeOffset?)Noon.AddSeconds(1) });
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Append_HeardByEventAfterTheChange_IsNeedless(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var inbox = Inbox(harness);
        var heardAt = harness.Time.GetUtcNow();
        await inbox.AppendAsync("crm", [Event(Contact, 1), Event(Contact, 2), Event(Contact, 3, HeardKind.Deleted)], default);
        harness.Time.Advance(TimeSpan.FromSeconds(30));

        var appended = await inbox.AppendAsync(
            "crm",
            [Polled(1, Noon, heardAt), Polled(2, Noon, heardAt.AddTicks(1)), Polled(3, Noon, heardAt), Polled(4, Noon, heardAt)],
            default);

        appended.Should().Be(3, "only the first was heard by a hearing that covers it: the second came before, the third said another thing, the fourth is new");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Append_ClockSetBack_BelievesNoHearingOfTheFuture(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var inbox = Inbox(harness);
        harness.Time.Advance(TimeSpan.FromHours(1));
        await inbox.AppendAsync("crm", [Event(Contact, 1)], default);
        harness.Time.Advance(TimeSpan.FromHours(-1));

        (await inbox.AppendAsync("crm", [Polled(1, Noon, harness.Time.GetUtcNow())], default)).Should().Be(1);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Append_DeletedFoundTwice_IsHeardOnce(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var gone = new HeardChange(Contact, 1, HeardKind.Deleted, HeardBy.Sweep) { CoveredFrom = DateTimeOffset.MinValue };

        (await Inbox(harness).AppendAsync("crm", [gone], default)).Should().Be(1);
        (await Inbox(harness).AppendAsync("crm", [gone], default)).Should().Be(0);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Remember_Bindings_WakesNobodyAndKeepsWhatWaits(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var inbox = Inbox(harness);
        var memory = harness.Services.GetRequiredService<ICrmMemory>();
        await inbox.AppendAsync("crm", [Polled(2, Noon)], default);

        await memory.RememberAsync("crm", Contact, [(1, 11), (2, 22)], default);

        (await inbox.ReadAsync("crm", [Contact], 0, 10, default)).Records.Select(record => record.CrmId).Should().Equal(2);
        var remembered = new List<RememberedRecord>();
        await foreach (var record in memory.RememberedAsync("crm", Contact, default))
        {
            remembered.Add(record);
        }

        remembered.Should().Equal(
            new RememberedRecord(1, HeardKind.Changed, null, null, 11), new RememberedRecord(2, HeardKind.Changed, harness.Time.GetUtcNow(), Noon, 22));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Read_TwoNodesWriteAtOnce_SkipsNothing(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var other = harness.AnotherProcess().GetRequiredService<ICrmInbox>();
        var seen = new HashSet<long>();
        var writers = Task.WhenAll(WriteAsync(Inbox(harness), 1), WriteAsync(other, 100_000));

        for (long cursor = 0; !writers.IsCompleted || seen.Count < 800;)
        {
            var isOver = writers.IsCompleted;
            var page = await other.ReadAsync("crm", [Contact], cursor, 50, default);
            cursor = page.Through;
            seen.UnionWith(page.Records.Select(record => record.CrmId));
            if (isOver && page.Records.Count == 0)
            {
                break;
            }
        }

        await writers;
        seen.Should().HaveCount(800);
    }

    private static async Task WriteAsync(ICrmInbox inbox, long from)
    {
        for (var batch = 0; batch < 40; batch++)
        {
            await inbox.AppendAsync("crm", [.. Enumerable.Range(0, 10).Select(index => Event(Contact, from + (batch * 10) + index))], default);
        }
    }

    private static ICrmInbox Inbox(StoreHarness harness) => harness.Services.GetRequiredService<ICrmInbox>();

    private static HeardChange Event(int entityTypeId, long id, HeardKind kind = HeardKind.Changed) => new(entityTypeId, id, kind, HeardBy.Webhook);

    private static HeardChange Polled(long id, DateTimeOffset modified, DateTimeOffset? coveredFrom = null) =>
        new(Contact, id, HeardKind.Changed, HeardBy.Polling) { ModifiedAt = modified, CoveredFrom = coveredFrom ?? DateTimeOffset.MaxValue };
}
