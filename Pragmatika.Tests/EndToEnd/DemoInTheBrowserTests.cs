using System.Globalization;
using Microsoft.Playwright;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli.Demo;
using Pragmatika.Tests.Portal.Browser;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>The way of a first user: sign in, run the demo exchange, watch it, mend the record that did not land.</summary>
public sealed class DemoInTheBrowserTests
{
    /// <summary>Where to leave a picture of the portal, for the README; none is taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_PICTURE";

    [BrowserFact]
    public async Task Demo_RunWatchMendReplay_EndsWhereTheSummarySays()
    {
        await using var demo = await ServedDemo.StartAsync(rows: 4000);
        await using var browser = await BrowserSession.OpenAsync(demo.Address);
        var page = browser.Page;
        await demo.SignInAsync(browser);

        await page.GotoAsync($"/exchanges/{DemoSetup.ExchangeName}");
        var seen = await RunAsync(page);
        await PictureAsync(page);

        var run = await LastRunAsync(demo);
        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["deals"].Rejected.Should().Be(DemoSetup.UnreadableSums);
        seen.Should().HaveCountGreaterThan(1, "the counters move while the exchange runs").And.BeInAscendingOrder();
        (await CountersAsync(page)).Should().BeEquivalentTo(run.Flows.Values.Select(Numbers), order => order.WithStrictOrdering());

        await MendAsync(page);
        var deal = await MendedDealAsync(demo);
        deal.Values["opportunity"].AsNumber.Should().Be(7654.5m);
        await MachineWords.NoneAsync(page, "/dead-letters?state=any", "[data-testid=letters]");
        await MachineWords.NoneAsync(page, "/journal?mode=history", "[data-testid=entries]");
        await MachineWords.NoneAsync(page, $"/records?exchange={DemoSetup.ExchangeName}&flow=deals&key={Uri.EscapeDataString(deal.OriginKey!)}", "[data-testid=story]");
        await MachineWords.NoneAsync(page, page.Url, "[data-testid=record-now]");
        browser.Complaints.Should().BeEmpty();
    }

    // Eight numbers a flow, rows read first. The page itself notes what it shows: a look from here now and then misses a run of half a second.
    private const string Note =
        """
        window.seen = [];
        new MutationObserver(() => {
          if (!document.querySelector('[data-testid=run-cancel]')) { return; }
          const cells = [...document.querySelectorAll('[data-testid=flows] tbody td.num')];
          const read = cells.filter((_, index) => index % 8 === 0).reduce((sum, cell) => sum + Number(cell.textContent.replace(/\D/g, '')), 0);
          if (!window.seen.includes(read)) { window.seen.push(read); }
        }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
        """;

    /// <summary>Starts a run; the numbers of rows read that the page showed, each once, until the run ended.</summary>
    private static async Task<IReadOnlyList<long>> RunAsync(IPage page)
    {
        await page.WaitForSelectorAsync("[data-testid=run-start]:not([disabled])");
        await page.EvaluateAsync("() => { " + Note + " }");
        await page.ClickAsync("[data-testid=run-start]");
        await page.WaitForFunctionAsync("() => window.seen.length > 0");
        await page.WaitForSelectorAsync("[data-testid=run-start]:not([disabled])");
        return await page.EvaluateAsync<long[]>("() => window.seen");
    }

    private static async Task<IReadOnlyList<long[]>> CountersAsync(IPage page)
    {
        var cells = await page.Locator("[data-testid=flows] tbody td.num").AllTextContentsAsync();
        return [.. cells.Select(Number).Chunk(8)];
    }

    private static long Number(string text) =>
        string.Concat(text.Where(char.IsAsciiDigit)) is { Length: > 0 } digits ? long.Parse(digits, CultureInfo.InvariantCulture) : 0;

    private static long[] Numbers(RunCounters counters) =>
        [counters.Read, counters.Created, counters.Updated, counters.Unchanged, counters.Skipped, counters.Conflicted, counters.Rejected, counters.Failed];

    private static async Task MendAsync(IPage page)
    {
        await page.GotoAsync("/dead-letters");
        await page.ClickAsync("[data-testid=letters] tbody a");
        (await page.InnerTextAsync("[data-testid=letter-message]")).Should().Contain("Сумма");
        await page.FillAsync("[data-field=opportunity]", "7654,50");
        await page.ClickAsync("[data-testid=replay]");
        var result = await page.WaitForSelectorAsync("[data-testid=replay-result]");
        (await result!.GetAttributeAsync("class")).Should().Contain("note-ok", await result.InnerTextAsync());
    }

    private static async Task<RunRecord> LastRunAsync(ServedDemo demo)
    {
        await using var session = await demo.OpenAsync();
        return (await session.Get<IEngineStore>().RunsAsync(DemoSetup.ExchangeName, 1, CancellationToken.None)).Single();
    }

    private static async Task<CrmItem> MendedDealAsync(ServedDemo demo)
    {
        await using var session = await demo.OpenAsync();
        var secret = await session.Get<IConnectionCatalog>().OpenAsync(DemoSandbox.ConnectionName, CancellationToken.None);
        var portal = session.Get<IBitrixPortalFactory>().Create(secret!);
        var deals = await portal.EntityAsync("deal", CancellationToken.None);
        var found = new List<CrmItem>();
        await foreach (var item in portal.ReadAllAsync(deals, [new("=opportunity", ["7654.5"])], ["*"], CancellationToken.None))
        {
            found.Add(item);
        }

        return found.Should().ContainSingle().Subject;
    }

    private static async Task PictureAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is { Length: > 0 } path)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        }
    }
}
