using Microsoft.Playwright;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>When two sides are compared by themselves, as an operator says it on the page of comparisons.</summary>
public sealed class CompareDialogTests
{
    [BrowserFact]
    public async Task Edit_SwitchedOnWithWindowAndRepair_IsSavedAndSwitchedOffAgain()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        var page = browser.Page;
        await browser.SignInAsync("anna", "correct-horse-1");
        await page.GotoAsync("/compare");
        (await SentenceAsync(page)).Should().Be("Только вручную");

        await page.ClickAsync("[data-testid=compare-schedules] [data-exchange=customers] [data-testid=compare-edit]");
        await page.CheckAsync("[data-field=compare-on]");
        await page.CheckAsync("[data-field=clock-Cron]");
        await page.FillAsync("[data-field=cron]", "0 0 25 * * ?");
        await page.WaitForSelectorAsync("[data-testid=compare-preview] .note-error");
        (await page.IsDisabledAsync("[data-testid=compare-save]")).Should().BeTrue();
        await page.FillAsync("[data-field=cron]", "0 0/30 * * * ?");
        await page.ClickAsync("[data-testid=add-window]");
        await page.CheckAsync("[data-field=policy-Newest]");
        await page.Locator("[data-testid=preview-sentence]", new PageLocatorOptions { HasTextString = "Каждые 30 минут, только с 08:00 до 20:00 · время Europe/Moscow, UTC+03:00" }).WaitForAsync();
        await page.Locator("[data-testid=compare-preview] .fires li").Nth(4).WaitForAsync();
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await page.ClickAsync("[data-testid=compare-save]");
        await GoneAsync(page);

        (await StoredAsync(host)).Should().BeEquivalentTo(new CompareDefinition { Cron = "0 0/30 * * * ?", Windows = [new ScheduleWindow { From = "08:00", To = "20:00" }], Repair = CompareRepair.Newest });
        (await SentenceAsync(page)).Should().StartWith("Каждые 30 минут");
        (await page.InnerTextAsync("[data-testid=compare-schedules] tr:has([data-exchange=customers])")).Should().Contain("верна новейшая");

        await page.ClickAsync("[data-testid=compare-schedules] [data-exchange=customers] [data-testid=compare-edit]");
        await page.UncheckAsync("[data-field=compare-on]");
        await page.ClickAsync("[data-testid=compare-save]");
        await GoneAsync(page);

        (await StoredAsync(host)).Should().BeNull();
        browser.Complaints.Should().BeEmpty();
    }

    private static Task<string> SentenceAsync(IPage page) => page.InnerTextAsync("[data-testid=compare-schedules] [data-exchange=customers] [data-testid=compare-sentence]");

    private static Task GoneAsync(IPage page) => page.WaitForSelectorAsync("[data-testid=compare-form]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });

    private static async Task<CompareDefinition?> StoredAsync(PortalHost host) => (await host.World.Exchanges.FindAsync("customers", CancellationToken.None))!.Definition.Compare;
}
