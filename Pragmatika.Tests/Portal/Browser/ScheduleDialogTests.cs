using Microsoft.Playwright;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>The schedule of an exchange as a visitor edits it, with the keyboard alone.</summary>
public sealed class ScheduleDialogTests
{
    /// <summary>Where to leave pictures of the page; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_SCHEDULE_PICTURES";

    [BrowserFact]
    public async Task Edit_ByKeyboard_PreviewFollowsAndTheScheduleIsSaved()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        var page = browser.Page;
        await browser.SignInAsync("anna", "correct-horse-1");
        await page.GotoAsync("/schedules");

        await page.FocusAsync("[data-exchange=customers] [data-testid=edit]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-testid=schedule-form]");
        await page.FocusAsync("[data-field=clock-Cron]");
        await page.Keyboard.PressAsync("Space");
        await page.FillAsync("[data-field=cron]", "завтра");
        await page.WaitForSelectorAsync("[data-testid=preview] .note-error");
        (await page.IsDisabledAsync("[data-testid=schedule-save]")).Should().BeTrue();

        await page.FillAsync("[data-field=cron]", "0 0/30 * * * ?");
        await page.FocusAsync("[data-testid=add-window]");
        await page.Keyboard.PressAsync("Enter");
        await SentenceAsync(page, "Каждые 30 минут, только с 08:00 до 20:00 · время Europe/Moscow, UTC+03:00");
        await page.Locator("[data-testid=preview] .fires li").Nth(4).WaitForAsync();
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PictureAsync(page, "dialog");

        await page.FocusAsync("[data-testid=schedule-save]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-testid=schedule-form]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });

        var saved = (await host.World.Exchanges.FindAsync("customers", CancellationToken.None))!.Definition.Schedule;
        saved.Should().BeEquivalentTo(new ScheduleDefinition { Cron = "0 0/30 * * * ?", Windows = [new ScheduleWindow { From = "08:00", To = "20:00" }] });
        await PicturesAsync(browser, host.Address);
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Dialog_Escape_ChangesNothing()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        await browser.Page.GotoAsync("/schedules");
        var before = (await host.World.Exchanges.FindAsync("customers", CancellationToken.None))!.Definition.Schedule;

        await browser.Page.ClickAsync("[data-exchange=customers] [data-testid=edit]");
        await browser.Page.CheckAsync("[data-field=on-event]");
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.WaitForSelectorAsync("[data-testid=schedule-form]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });

        (await host.World.Exchanges.FindAsync("customers", CancellationToken.None))!.Definition.Schedule.Should().Be(before);
    }

    private static async Task SentenceAsync(IPage page, string sentence) =>
        await page.Locator("[data-testid=preview-sentence]", new PageLocatorOptions { HasTextString = sentence }).WaitForAsync();

    private static async Task PicturesAsync(BrowserSession browser, Uri address)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is not { Length: > 0 })
        {
            return;
        }

        foreach (var (theme, width) in new[] { ("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390) })
        {
            await browser.Page.SetViewportSizeAsync(width, 860);
            await browser.Page.Context.AddCookiesAsync([new Cookie { Name = "pragmatika.theme", Value = theme, Url = address.ToString() }]);
            await browser.Page.GotoAsync("/schedules");
            await browser.Page.WaitForSelectorAsync("[data-testid=schedules]");
            await PictureAsync(browser.Page, $"{theme}-{width}");
            await browser.Page.ClickAsync("[data-exchange=customers] [data-testid=edit]");
            await browser.Page.WaitForSelectorAsync("[data-testid=schedule-form]");
            await PictureAsync(browser.Page, $"{theme}-{width}-dialog");
        }
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
