using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Journal;
using Pragmatika.Tests.Engine.Data;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Journal;

public sealed class JournalTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Page_Backwards_GivesEveryEntryOnceNewestFirst(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        await harness.JournalWriter.AppendAsync([.. Enumerable.Range(1, 25).Select(number => harness.Entry($"entry {number}"))], CancellationToken.None);
        await harness.JournalWriter.AppendAsync([harness.Entry("entry 26")], CancellationToken.None);

        var texts = new List<string>();
        long? before = null;
        while (await harness.Journal.PageAsync(new JournalFilter(), before, 10, CancellationToken.None) is { Count: > 0 } page)
        {
            texts.AddRange(page.Select(entry => entry.Text));
            before = page[^1].Id;
        }

        texts.Should().Equal(Enumerable.Range(1, 26).Reverse().Select(number => $"entry {number}"));
        before.Should().Be(1, "ids have no gaps");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Page_Filtered_GivesOnlyWhatMatches(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var run = Guid.NewGuid();
        await harness.JournalWriter.AppendAsync(
            [
                harness.Entry("debug", JournalLevel.Debug),
                harness.Entry("warning", JournalLevel.Warning) with { RunId = run },
                harness.Entry("error", JournalLevel.Error) with { Kind = JournalKind.Failure, RunId = run },
                harness.Entry("elsewhere", JournalLevel.Error, "other"),
            ],
            CancellationToken.None);

        (await TextsAsync(harness, new JournalFilter { Exchange = "main" })).Should().Equal("error", "warning", "debug");
        (await TextsAsync(harness, new JournalFilter { MinLevel = JournalLevel.Info })).Should().Equal("elsewhere", "error", "warning");
        (await TextsAsync(harness, new JournalFilter { MinLevel = JournalLevel.Warning })).Should().Equal("elsewhere", "error", "warning");
        (await TextsAsync(harness, new JournalFilter { MinLevel = JournalLevel.Error })).Should().Equal("elsewhere", "error");
        (await TextsAsync(harness, new JournalFilter { RunId = run })).Should().Equal("error", "warning");
        (await TextsAsync(harness, new JournalFilter { Kind = JournalKind.Failure })).Should().Equal("error");
        (await TextsAsync(harness, new JournalFilter { Exchange = "nobody" })).Should().BeEmpty();
    }

    [Theory]
    [OnSqlite("иванов", "Создан контакт ИВАНОВ Иван")]
    [OnSqlite("vin-77", "by key")]
    [OnSqlite("90210", "by id")]
    [OnSqlite("100%", "discount 100%")]
    [OnSqlite("a_b", "a_b")]
    [OnSqlite("[x]", "box [x]")]
    [OnPostgreSql("иванов", "Создан контакт ИВАНОВ Иван")]
    [OnPostgreSql("vin-77", "by key")]
    [OnPostgreSql("90210", "by id")]
    [OnPostgreSql("100%", "discount 100%")]
    [OnPostgreSql("a_b", "a_b")]
    [OnPostgreSql("[x]", "box [x]")]
    [OnSqlServer("иванов", "Создан контакт ИВАНОВ Иван")]
    [OnSqlServer("100%", "discount 100%")]
    [OnSqlServer("[x]", "box [x]")]
    public async Task Page_TextSearch_FindsTextKeyAndIdWithoutCase(SqlEngine engine, string text, string found)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        await harness.JournalWriter.AppendAsync(
            [
                harness.Entry("Создан контакт ИВАНОВ Иван"), harness.Entry("by key", key: "VIN-771"), harness.Entry("by id", crmId: 90210), harness.Entry("discount 100%"),
                harness.Entry("discount 100 and 9021"), harness.Entry("a_b"), harness.Entry("axb"), harness.Entry("box [x]"), harness.Entry("box y"),
            ],
            CancellationToken.None);

        (await TextsAsync(harness, new JournalFilter { Text = text })).Should().Equal(found);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Retain_OldAndSurplusEntries_GoOldestFirst(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        await harness.JournalWriter.AppendAsync([.. Enumerable.Range(1, 6000).Select(number => harness.Entry($"old {number}"))], CancellationToken.None);
        harness.Time.Advance(TimeSpan.FromDays(40));
        await harness.JournalWriter.AppendAsync([.. Enumerable.Range(1, 20).Select(number => harness.Entry($"new {number}"))], CancellationToken.None);

        (await harness.JournalWriter.RetainAsync(TimeSpan.FromDays(30), 100, CancellationToken.None)).Should().Be(6000);
        (await harness.JournalWriter.RetainAsync(TimeSpan.FromDays(30), 15, CancellationToken.None)).Should().Be(5);
        (await harness.JournalWriter.RetainAsync(TimeSpan.FromDays(30), 15, CancellationToken.None)).Should().Be(0);

        (await TextsAsync(harness, new JournalFilter())).Should().HaveCount(15).And.EndWith("new 6");
        harness.Time.Advance(TimeSpan.FromDays(31));
        (await harness.JournalWriter.RetainAsync(TimeSpan.FromDays(30), 100, CancellationToken.None)).Should().Be(15);
        await harness.JournalWriter.AppendAsync([harness.Entry("next")], CancellationToken.None);
        (await harness.Journal.PageAsync(new JournalFilter(), null, 1, CancellationToken.None))[0].Id.Should().Be(6021, "ids do not start over");
    }

    private static async Task<IEnumerable<string>> TextsAsync(StoreHarness harness, JournalFilter filter) =>
        (await harness.Journal.PageAsync(filter, null, 100, CancellationToken.None)).Select(entry => entry.Text);
}
