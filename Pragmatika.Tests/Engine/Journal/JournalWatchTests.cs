using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Journal;
using Pragmatika.Tests.Engine.Data;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Journal;

public sealed class JournalWatchTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Watch_EntriesOfThisAndAnotherProcess_ComeOnceInOrder(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var elsewhere = harness.AnotherProcess().GetRequiredService<IJournalWriter>();
        await harness.JournalWriter.AppendAsync([harness.Entry("before")], CancellationToken.None);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var watch = harness.Journal.WatchAsync(new JournalFilter(), stop.Token).GetAsyncEnumerator(stop.Token);
        var next = watch.MoveNextAsync();

        // The watcher begins behind what is there when it first looks; an entry it may not see yet tells when it listens.
        var seen = new List<JournalEntry>();
        await harness.JournalWriter.AppendAsync([harness.Entry("own 1")], stop.Token);
        await elsewhere.AppendAsync([harness.Entry("other 1"), harness.Entry("other 2")], stop.Token);
        await harness.JournalWriter.AppendAsync([harness.Entry("own 2")], stop.Token);
        while (seen.Count == 0 || seen[^1].Text != "own 2")
        {
            (await next).Should().BeTrue();
            seen.AddRange(watch.Current);
            next = watch.MoveNextAsync();
        }

        await elsewhere.AppendAsync([harness.Entry("other 3")], stop.Token);
        (await next).Should().BeTrue();
        seen.AddRange(watch.Current);

        seen.Select(entry => entry.Id).Should().Equal(Enumerable.Range((int)seen[0].Id, seen.Count).Select(id => (long)id));
        seen[^1].Text.Should().Be("other 3");
        seen.Should().NotContain(entry => entry.Text == "before");
    }

    [Fact]
    public async Task Watch_TooFarBehind_SaysHowManyWerePassedOver()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        var elsewhere = harness.AnotherProcess().GetRequiredService<IJournalWriter>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var watch = harness.Journal.WatchAsync(new JournalFilter(), stop.Token).GetAsyncEnumerator(stop.Token);
        var next = watch.MoveNextAsync();
        await harness.JournalWriter.AppendAsync([harness.Entry("first")], stop.Token);
        (await next).Should().BeTrue();

        for (var chunk = 0; chunk < 5; chunk++)
        {
            await elsewhere.AppendAsync([.. Enumerable.Range(0, 5000).Select(number => harness.Entry($"entry {number}"))], stop.Token);
        }

        (await watch.MoveNextAsync()).Should().BeTrue();
        var batch = watch.Current.Should().BeOfType<JournalBatch>().Subject;
        batch.Dropped.Should().Be(23_000);
        batch.Should().HaveCount(2000);
        batch[^1].Id.Should().Be(25_001);
    }

    [Fact]
    public void Feed_PublishedOutOfTurn_NeverShowsAGap()
    {
        var feed = new JournalFeed();
        using var watching = feed.Watch();

        feed.Publish([Entry(1), Entry(2)]);
        feed.Publish([Entry(5)]);
        feed.Publish([Entry(3), Entry(4)]);
        feed.Publish([Entry(6)]);

        feed.After(2, 10).Should().BeNull("3 and 4 came too late and must be read");
        feed.After(4, 10)!.Select(entry => entry.Id).Should().Equal(5, 6);
        feed.After(6, 10).Should().BeNull();
    }

    [Fact]
    public void Feed_NobodyWatches_KeepsNothing()
    {
        var feed = new JournalFeed();
        feed.Publish([Entry(1)]);
        feed.After(0, 10).Should().BeNull();

        var watching = feed.Watch();
        feed.Publish([.. Enumerable.Range(2, JournalFeed.Capacity + 10).Select(id => Entry(id))]);
        feed.After(1, 10).Should().BeNull("the oldest no longer fit");
        feed.After(20, 10)!.Should().HaveCount(10);
        watching.Dispose();

        feed.After(20, 10).Should().BeNull();
    }

    private static JournalEntry Entry(long id) => new()
    {
        Id = id,
        At = DateTimeOffset.UnixEpoch,
        Level = JournalLevel.Info,
        Kind = JournalKind.Record,
        Exchange = "main",
        Text = "entry",
    };
}
