using Microsoft.Playwright;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>The history of a record, the result of a dry run and the fuse, as an operator uses them.</summary>
public sealed class ForesightTests
{
    /// <summary>Where to leave pictures of the pages; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_FORESIGHT_PICTURES";

    [BrowserFact]
    public async Task Records_SearchedByKey_TellTheStoryWithHiddenPhones()
    {
        await using var host = await HostAsync();
        await using var browser = await SignedInAsync(host);
        var page = browser.Page;
        await page.GotoAsync("/records");
        await page.WaitForSelectorAsync(".state");

        await page.FillAsync("[data-testid=record-search]", "4117");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-testid=story]");
        await page.ClickAsync("[data-testid=record-now] summary");

        (await page.Locator(".story-event").CountAsync()).Should().Be(3);
        (await page.InnerTextAsync("[data-testid=agreed]")).Should().Contain("Иван");
        (await page.ContentAsync()).Should().NotContain("9210000012").And.NotContain("9210000013").And.Contain("***");
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser, host.Address, "/records?q=00-000117", "[data-testid=story]", "records");
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Plan_FilteredAndExported_ShowsWhatWouldChange()
    {
        await using var host = await HostAsync();
        await using var browser = await SignedInAsync(host);
        var page = browser.Page;
        await page.GotoAsync("/exchanges/customers");
        await page.Locator("[data-testid=runs] tbody tr").Last.Locator("[data-run]").ClickAsync();
        await page.ClickAsync("[data-testid=to-plan]");
        await page.WaitForSelectorAsync("[data-testid=plan]");
        (await ChangesAsync(page)).Should().Equal(1, 2, 3, 4, 5);

        await page.ClickAsync("[data-testid=plan-counts] [data-kind=Update]");
        await page.AddressAsync(url => url.Contains("kind=update", StringComparison.Ordinal));
        await page.WaitForSelectorAsync("[data-testid=plan] [data-kind=Create]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        (await ChangesAsync(page)).Should().Equal(2);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-testid=export-csv]"));

        file.SuggestedFilename.Should().StartWith("customers-").And.EndWith("-dry-run.csv");
        var lines = await File.ReadAllLinesAsync(await file.PathAsync());
        lines.Should().HaveCount(2);
        lines[1].Should().StartWith("2;Клиенты;00-000117;4117;изменить;Петров Иван;Телефон;\"\t+7").And.NotContain("9210000012");
        await PicturesAsync(browser, host.Address, $"/runs/{FakeData.DryRun}/plan", "[data-testid=plan]", "plan");
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Fuse_Blown_WaitsForAYesOnTheExchangePage()
    {
        await using var host = await HostAsync();
        host.World.Store.Put(FakeData.Run("customers", TimeProvider.System.GetUtcNow(), RunState.FuseBlown, default(RunCounters).Plus(Outcome.Updated, 40), "Предохранитель: прогон изменил бы записей не меньше 812 при пределе 100 (обычно за прогон: 37)."));
        await using var browser = await SignedInAsync(host);
        var page = browser.Page;
        await page.GotoAsync("/exchanges/customers");
        await page.WaitForSelectorAsync("[data-testid=fuse]");
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser, host.Address, "/exchanges/customers", "[data-testid=fuse]", "fuse");

        await page.ClickAsync("[data-testid=run-without-fuse]");
        await page.WaitForSelectorAsync("[data-testid=fuse]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });

        host.World.Runs.Started.Should().ContainSingle().Which.Should().Match<RunRequest>(request => request.IgnoresFuse && !request.DryRun && request.StartedBy == "anna");
        browser.Complaints.Should().BeEmpty();
    }

    private static Task<int[]> ChangesAsync(IPage page) => page.EvaluateAsync<int[]>("() => [...new Set([...document.querySelectorAll('[data-change]')].map(cell => Number(cell.dataset.change)))]");

    private static async Task<PortalHost> HostAsync()
    {
        var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        return host;
    }

    private static async Task<BrowserSession> SignedInAsync(PortalHost host)
    {
        var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        return browser;
    }

    private static async Task PicturesAsync(BrowserSession browser, Uri address, string path, string ready, string name)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is not { Length: > 0 } folder)
        {
            return;
        }

        foreach (var (theme, width) in new[] { ("dark", 390), ("light", 1440) })
        {
            await browser.Page.SetViewportSizeAsync(width, 860);
            await browser.Page.Context.AddCookiesAsync([new Cookie { Name = "pragmatika.theme", Value = theme, Url = address.ToString() }]);
            await browser.Page.GotoAsync(path);
            await browser.Page.WaitForSelectorAsync(ready);
            await browser.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{theme}-{width}.png"), FullPage = true });
        }
    }
}
