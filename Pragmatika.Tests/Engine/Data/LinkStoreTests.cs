using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Links;
using Pragmatika.Tests.Support;
using static Pragmatika.Tests.Engine.Data.StoreHarness;
using MatchText = Pragmatika.Engine.Data.Store.MatchText;

namespace Pragmatika.Tests.Engine.Data;

public sealed class LinkStoreTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Links_WrittenAgain_AreReplaced(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        await CommitAsync(harness, Link("k1", 17, "contacts", "+79001112233", ""), Link("k2", 18));
        await CommitAsync(harness, Link("k1", 40, "contacts", "+79001112233", "a@b.ru") with { Agreed = "{}", SourceVersion = "2" });

        var links = await harness.Store.LinksAsync("main", "contacts", ["k1", "k2"], CancellationToken.None);

        links["k1"].Should().BeEquivalentTo(Link("k1", 40, "contacts", "+79001112233", "a@b.ru") with { Agreed = "{}", SourceVersion = "2" });
        links["k2"].MatchValues.Should().BeEmpty();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Links_SameKeyTwiceInOneBatch_LastStays(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        await CommitAsync(harness, Link("k1", 17, "contacts", "old"), Link("k2", 18), Link("k1", 19, "contacts", "new"));

        (await harness.Store.LinksAsync("main", "contacts", ["k1"], CancellationToken.None))["k1"].CrmId.Should().Be(19);
        (await harness.Store.LinksByMatchAsync("main", "contacts", 0, ["old", "new"], CancellationToken.None)).Keys.Should().Equal("new");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task LinksByMatch_ValuesChanged_FindsOnlyWhatHoldsNow(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var longMail = new string('я', 300) + "@example.ru";
        await CommitAsync(harness, Link("k1", 1, "contacts", "+7900", "a@b.ru"), Link("k2", 2, "contacts", "+7900", ""), Link("k3", 3, "contacts", "+7911", longMail));
        await CommitAsync(harness, Link("k1", 1, "contacts", "+7922", "a@b.ru"));

        var byPhone = await harness.Store.LinksByMatchAsync("main", "contacts", 0, ["+7900", "+7922", "+7933", ""], CancellationToken.None);
        var byMail = await harness.Store.LinksByMatchAsync("main", "contacts", 1, ["a@b.ru", longMail, "+7900"], CancellationToken.None);

        byPhone.Keys.Should().BeEquivalentTo("+7900", "+7922");
        byPhone["+7900"].Select(link => link.Key).Should().Equal("k2");
        byPhone["+7922"].Select(link => link.Key).Should().Equal("k1");
        byMail[longMail].Single().Key.Should().Be("k3");
        byMail["a@b.ru"].Single().Key.Should().Be("k1");
        byMail.Should().HaveCount(2);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Matches_OfAChangedLink_LeaveNoOldRowsBehind(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (longMail, otherMail) = (new string('я', 300) + "@example.ru", new string('ю', 300) + "@example.ru");
        await CommitAsync(harness, Link("k1", 1, "contacts", "+7900", longMail), Link("k2", 2, "contacts", "+7900", "a@b.ru"), Link("k3", 3, "contacts", "+7911", "c@d.ru"));

        await CommitAsync(harness, Link("k1", 1, "contacts", "+7922", otherMail), Link("k2", 2, "contacts", "+7900", ""), Link("k3", 3, "contacts"), Link("k4", 4, "contacts", "+7911"));
        await CommitAsync(harness, Link("k2", 20, "contacts", "+7900", ""), Link("k4", 4, "contacts", "+7933"), Link("k4", 4, "contacts", "+7944"));

        (await MatchesAsync(harness)).Should().BeEquivalentTo("k1 0 +7922", "k1 1 " + MatchText.Indexed(otherMail), "k2 0 +7900", "k4 0 +7944");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task AllLinks_MoreThanAPage_ComeOnceInKeyOrder(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var random = new Random(7);
        var links = Enumerable.Range(1, 2500).Select(id => Link(random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture), id)).ToArray();
        await CommitAsync(harness, [.. links, Link("other flow", 9000, "deals")]);

        var keys = new List<string>();
        await foreach (var link in harness.Store.AllLinksAsync("main", "contacts", CancellationToken.None))
        {
            keys.Add(link.Key);
        }

        keys.Should().Equal(links.Select(link => link.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task HighestCrmId_LowerIdsLinkedLater_DoesNotFall(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        (await harness.Store.HighestCrmIdAsync("main", "contacts", CancellationToken.None)).Should().Be(0);

        await CommitAsync(harness, Link("k1", 500), Link("k2", 12), Link("k1", 7, "deals"));
        await CommitAsync(harness, Link("k3", 100));

        (await harness.Store.HighestCrmIdAsync("main", "contacts", CancellationToken.None)).Should().Be(500);
        (await harness.Store.HighestCrmIdAsync("main", "deals", CancellationToken.None)).Should().Be(7);
    }

    private static async Task<List<string>> MatchesAsync(StoreHarness harness)
    {
        await using var context = harness.Context();
        return await context.LinkMatches
            .Join(context.Links, match => match.LinkId, link => link.Id, (match, link) => $"{link.Key} {match.Rule} {match.Value}")
            .ToListAsync();
    }

    private static async Task CommitAsync(StoreHarness harness, params Link[] links)
    {
        var (run, lease) = await harness.StartAsync();
        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new LinkPart { Moved = links }] }, CancellationToken.None);
        await harness.Store.EndRunAsync(run, lease.Fence, true, CancellationToken.None);
    }
}
