using Microsoft.Playwright;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli.Demo;
using Pragmatika.Tests.Portal.Browser;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>An exchange is given an interval on the page, starts by itself in the served portal, and stands still when all schedules are paused.</summary>
public sealed class ScheduleInTheBrowserTests
{
    [BrowserFact]
    public async Task Interval_SavedOnThePage_StartsTheExchangeAndPauseAllStopsIt()
    {
        await using var demo = await ServedDemo.StartAsync(rows: 100);
        await using var browser = await BrowserSession.OpenAsync(demo.Address);
        var page = browser.Page;
        var row = $"tr:has([data-exchange={DemoSetup.ExchangeName}])";
        await demo.SignInAsync(browser);
        await page.GotoAsync("/schedules");

        await page.ClickAsync($"{row} [data-testid=edit]");
        await page.CheckAsync("[data-field=clock-Interval]");
        await page.FillAsync("[data-field=count]", "2");
        await page.ChooseAsync("[data-field=unit]", "часы");
        await page.ClickAsync("[data-testid=schedule-save]");
        await page.Locator($"{row} [data-state=Succeeded], {row} [data-state=NeedsPerson]").WaitForAsync();

        (await page.InnerTextAsync($"{row} [data-testid=sentence]")).Should().Be("Каждые 2 часа");
        (await page.Locator($"{row} .fires li").CountAsync()).Should().Be(5);
        (await page.Locator("[data-testid=node]").CountAsync()).Should().Be(1);
        (await LastRunAsync(demo)).StartedBy.Should().Be("schedule");

        await page.ClickAsync("[data-testid=pause-all]");
        await page.ClickAsync("[data-testid=confirm-yes]");
        await page.WaitForSelectorAsync("[data-testid=all-paused]");
        await page.Locator($"{row} .fires li").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        browser.Complaints.Should().BeEmpty();
    }

    private static async Task<RunRecord> LastRunAsync(ServedDemo demo)
    {
        await using var session = await demo.OpenAsync();
        return (await session.Get<IEngineStore>().RunsAsync(DemoSetup.ExchangeName, 1, CancellationToken.None)).Single();
    }
}
