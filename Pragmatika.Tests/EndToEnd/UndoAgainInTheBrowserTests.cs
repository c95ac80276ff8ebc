using Microsoft.Playwright;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Portal.Browser;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>An undo meets a portal in trouble; what it could not put back is listed and tried again from the page.</summary>
public sealed class UndoAgainInTheBrowserTests
{
    /// <summary>Where to leave pictures of the page; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_UNDO_PICTURES";

    [BrowserFact]
    public async Task Undo_FailedAtThePortal_IsTriedAgainForThoseOnly()
    {
        await using var served = await StartAsync();
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        var contact = (await served.Get<IEngineStore>().LinksAsync("people", "contacts", ["c1"], default))["c1"].CrmId;
        (await served.ItemAsync("contact", contact)).Values["name"].Should().Be(Value.Text("Ошибка"));
        await page.GotoAsync("/exchanges/people");
        await page.ClickAsync("[data-testid=undo]");
        await page.WaitForSelectorAsync("[data-testid=plan-run]");
        served.Sandbox.Weather.Set(new Forecast("test", [new WeatherRule(WeatherKind.ServerError) { Methods = ["crm.item.update"] }]), seed: 1);

        await page.ClickAsync("[data-testid=plan-run]");
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Вернуть как было", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("[data-testid=undo-left]");
        (await page.Locator("[data-testid=undo-left] [data-outcome=Failed]").CountAsync()).Should().Be(2);
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser);
        served.Sandbox.Weather.Set(Forecast.Calm, seed: 1);

        await page.ClickAsync("[data-testid=undo-again]");
        await page.WaitForSelectorAsync("[data-testid=undo-left]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        await page.WaitForSelectorAsync("[data-testid=run-start]:not([disabled])");

        (await served.ItemAsync("contact", contact)).Values["name"].Should().Be(Value.Text("Клиент 1"));
        (await served.Get<IEngineStore>().RunsAsync("people", 1, default)).Single().Should().Match<RunRecord>(run => run.Mode == RunMode.Undo && run.State == RunState.Succeeded && run.Total.Updated == 2);
        browser.Complaints.Should().BeEmpty();
    }

    /// <summary>Two people whose names a run has just changed.</summary>
    private static async Task<ServedTwoWay> StartAsync()
    {
        var served = await ServedTwoWay.StartAsync(definition => definition with { Limits = definition.Limits with { MaxAttempts = 1 } });
        for (var id = 1; id <= 2; id++)
        {
            await served.ExecuteAsync($"INSERT INTO people(id, client, name, deal, amount, stage) VALUES({id}, 'c{id}', 'Клиент {id}', 'd{id}', '100', '1')");
        }

        await served.RunAsync();
        await served.ExecuteAsync("UPDATE people SET name = 'Ошибка'");
        (await served.RunAsync()).Total.Updated.Should().Be(2);
        return served;
    }

    private static async Task PicturesAsync(BrowserSession browser)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is not { Length: > 0 } folder)
        {
            return;
        }

        foreach (var (theme, width) in new[] { ("dark", 390), ("light", 1440) })
        {
            await browser.Page.SetViewportSizeAsync(width, 860);
            await browser.Page.EvaluateAsync($"document.documentElement.dataset.theme = '{theme}'");
            await browser.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"undo-left-{theme}-{width}.png"), FullPage = true });
        }
    }
}
