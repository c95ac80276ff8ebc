using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Tests.Engine.Data;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Journal;

public sealed class RecordHistoryTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Read_SeveralRuns_GivesEverythingOfTheRecordNewestFirst(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        await harness.Store.CommitAsync(
            StoreHarness.Batch(run, lease) with
            {
                Parts = [new LinkPart { Moved = [StoreHarness.Link("A", 17), StoreHarness.Link("B", 17), StoreHarness.Link("C", 18), StoreHarness.Link("A", 17, flow: "deals") with { EntityTypeId = 2 }] }],
                Journal =
                [
                    harness.Entry("refused", JournalLevel.Error, key: "A") with { Kind = JournalKind.Failure },
                    harness.Entry("created", key: "A", crmId: 17) with { RunId = run.Id, Changes = """{"name":[null,"Анна"]}""" },
                    harness.Entry("another", key: "C", crmId: 18),
                    harness.Entry("a deal", key: "A", crmId: 17) with { Flow = "deals" },
                ],
            },
            CancellationToken.None);
        await harness.JournalWriter.AppendAsync([harness.Entry("by the twin", key: "B", crmId: 17)], CancellationToken.None);

        var story = await History(harness).ReadAsync(new RecordKey("main", "contacts", "A"), null, 100, CancellationToken.None);
        var older = await History(harness).ReadAsync(new RecordKey("main", "contacts", "A"), story.Entries[0].Id, 1, CancellationToken.None);

        story.Entries.Select(entry => entry.Text).Should().Equal("by the twin", "created", "refused");
        story.Entries[1].Changes.Should().Contain("Анна");
        story.Link!.CrmId.Should().Be(17);
        story.Siblings.Select(link => link.Key).Should().Equal("B");
        story.Runs.Keys.Should().Equal(run.Id);
        older.Entries.Select(entry => entry.Text).Should().Equal("created");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Find_KeyOrCrmIdOrAddress_GivesTheRecords(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        await harness.Store.CommitAsync(
            StoreHarness.Batch(run, lease) with
            {
                Parts = [new LinkPart { Moved = [StoreHarness.Link("A", 17), StoreHarness.Link("17", 99) with { EntityTypeId = 2, Flow = "deals" }] }],
                Journal = [harness.Entry("was merged", key: "gone", crmId: 40), harness.Entry("rejected", key: "never") with { Kind = JournalKind.Failure }],
            },
            CancellationToken.None);

        (await FoundAsync(harness, "A")).Should().Equal("contacts/A:17");
        (await FoundAsync(harness, " 17 ")).Should().Equal("contacts/A:17", "deals/17:99");
        (await FoundAsync(harness, "https://crm.example.ru/crm/contact/details/17/")).Should().Equal("contacts/A:17");
        (await FoundAsync(harness, "https://crm.example.ru/crm/deal/details/17/")).Should().BeEmpty();
        (await FoundAsync(harness, "40")).Should().Equal("contacts/gone:");
        (await FoundAsync(harness, "never")).Should().Equal("contacts/never:");
        (await FoundAsync(harness, "nobody")).Should().BeEmpty();
        (await FoundAsync(harness, " ")).Should().BeEmpty();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Read_CrmIdTheKeyHasLeft_IsToldToo(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        await harness.Store.CommitAsync(
            StoreHarness.Batch(run, lease) with
            {
                Parts = [new LinkPart { Moved = [StoreHarness.Link("A", 20)] }],
                Journal = [harness.Entry("before the merge", key: "A", crmId: 17), harness.Entry("after it", key: "A", crmId: 20)],
            },
            CancellationToken.None);

        var now = await History(harness).ReadAsync(new RecordKey("main", "contacts", "A"), null, 10, CancellationToken.None);
        var both = await History(harness).ReadAsync(new RecordKey("main", "contacts", "A", 17), null, 10, CancellationToken.None);
        var nobody = await History(harness).ReadAsync(new RecordKey("main", "nowhere", "A"), null, 10, CancellationToken.None);

        now.Entries.Select(entry => entry.Text).Should().Equal("after it");
        both.Entries.Select(entry => entry.Text).Should().Equal("after it", "before the merge");
        nobody.Should().Match<RecordStory>(story => story.Link == null && story.Entries.Count == 0);
    }

    private static IRecordHistory History(StoreHarness harness) => harness.Services.GetRequiredService<IRecordHistory>();

    private static async Task<IEnumerable<string>> FoundAsync(StoreHarness harness, string text) =>
        (await History(harness).FindAsync(text, "main", 10, CancellationToken.None)).Select(found => $"{found.Record.Flow}/{found.Record.Key}:{found.Link?.CrmId}");
}
