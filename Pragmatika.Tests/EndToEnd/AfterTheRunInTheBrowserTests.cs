using System.Globalization;
using Microsoft.Playwright;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli;
using Pragmatika.Portal.Cli.Demo;
using Pragmatika.Tests.Portal.Browser;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>Before and after a run, over the real engine: run exactly what was looked at, compare and repair, undo.</summary>
public sealed class AfterTheRunInTheBrowserTests
{
    /// <summary>Where to leave pictures of the pages; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_AFTER_PICTURES";

    private static readonly string Exchange = $"/exchanges/{DemoSetup.ExchangeName}";

    [BrowserFact]
    public async Task Plan_RunExactlyComparedRepairedAndUndone_IsSeenInTheCrm()
    {
        await using var demo = await ServedDemo.StartAsync(rows: 120);
        await using var browser = await BrowserSession.OpenAsync(demo.Address);
        await using var session = await demo.OpenAsync();
        var page = browser.Page;
        await demo.SignInAsync(browser);

        await page.GotoAsync(Exchange);
        await page.ClickAsync("[data-testid=run-dry]");
        await page.ClickAsync("[data-testid=to-plan]");
        await page.WaitForSelectorAsync("[data-testid=plan-run]");
        await CheckAsync(browser, "plan-exactly");
        await ConfirmAsync(page, "[data-testid=plan-run]", "Выполнить");
        var run = await EndedAsync(page, session, RunMode.Exactly);
        run.Total.Created.Should().BePositive();
        var deals = await DealsAsync(session);
        deals.Should().HaveCount((int)run.Flows["deals"].Created);

        await SetSumAsync(session, deals[0].Id, 987654);
        await page.GotoAsync("/compare");
        await page.ClickAsync("[data-testid=compare-go]");
        await page.WaitForSelectorAsync("[data-testid=repair-sql]");
        (await page.InnerTextAsync("[data-testid=compare-different] dd")).Should().Be("1");
        await CheckAsync(browser, "compare-report");
        await page.CheckAsync("[data-testid=findings] [data-kind=Different] input");
        await ConfirmAsync(page, "[data-testid=repair-sql]", "Исправить");
        (await EndedAsync(page, session, RunMode.Repair)).Total.Updated.Should().Be(1);
        (await DealsAsync(session))[0].Values["opportunity"].AsNumber.Should().Be(deals[0].Values["opportunity"].AsNumber);
        await page.GotoAsync("/compare");
        await page.WaitForSelectorAsync("[data-testid=reports]");
        await CheckAsync(browser, "compare-list");

        await page.GotoAsync(Exchange);
        await page.Locator("[data-testid=runs] tbody tr").Nth(1).Locator("[data-run]").ClickAsync();
        await page.WaitForSelectorAsync("[data-testid=run-details] >> text=По плану");
        await CheckAsync(browser, "run-details");
        await page.ClickAsync("[data-testid=undo]");
        await page.WaitForSelectorAsync("[data-testid=plan-run]");
        await CheckAsync(browser, "plan-undo");
        await ConfirmAsync(page, "[data-testid=plan-run]", "Вернуть как было");
        var undo = await EndedAsync(page, session, RunMode.Undo);

        undo.Of!.Run.Should().Be(run.Id);
        undo.Total.Updated.Should().Be(run.Total.Created);
        (await DealsAsync(session)).Should().BeEmpty("the run had created all of them");
        browser.Complaints.Should().BeEmpty();
    }

    private static async Task ConfirmAsync(IPage page, string button, string yes)
    {
        await page.ClickAsync(button);
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = yes, Exact = true }).ClickAsync();
        await page.AddressAsync(url => url.EndsWith(Exchange, StringComparison.Ordinal));
    }

    private static async Task<RunRecord> EndedAsync(IPage page, EngineSession session, RunMode mode)
    {
        await page.WaitForSelectorAsync("[data-testid=run-start]:not([disabled])");
        var run = (await session.Get<IEngineStore>().RunsAsync(DemoSetup.ExchangeName, 1, CancellationToken.None)).Single();
        run.Mode.Should().Be(mode);
        return await session.Get<IRunService>().CompletionAsync(run.Id, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<CrmItem>> DealsAsync(EngineSession session)
    {
        var portal = await PortalAsync(session);
        var deals = new List<CrmItem>();
        await foreach (var deal in portal.ReadAllAsync(await portal.EntityAsync("deal", CancellationToken.None), [new("!originId", [string.Empty])], ["*"], CancellationToken.None))
        {
            deals.Add(deal);
        }

        return deals;
    }

    private static async Task SetSumAsync(EngineSession session, long deal, decimal sum)
    {
        var portal = await PortalAsync(session);
        var command = portal.Update(await portal.EntityAsync("deal", CancellationToken.None), deal.ToString(CultureInfo.InvariantCulture), [new WireField("opportunity", Value.Number(sum))]);
        (await portal.BatchAsync([command], CancellationToken.None)).Single().Error.Should().BeNull();
    }

    private static async Task<IBitrixPortal> PortalAsync(EngineSession session) =>
        session.Get<IBitrixPortalFactory>().Create((await session.Get<IConnectionCatalog>().OpenAsync(DemoSandbox.ConnectionName, CancellationToken.None))!);

    private static async Task CheckAsync(BrowserSession browser, string name)
    {
        (await browser.ViolationsAsync()).Should().BeEmpty("{0}", name);
        if (Environment.GetEnvironmentVariable(PictureVariable) is { Length: > 0 } folder)
        {
            await browser.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
