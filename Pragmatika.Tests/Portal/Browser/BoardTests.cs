using Microsoft.Playwright;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>Cards of a board moved by keyboard and by mouse, in a real browser.</summary>
public sealed class BoardTests
{
    [BrowserFact]
    public async Task Cards_MovedByKeyboardAndByMouse_ChangeTheDefinitionsText()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        var page = browser.Page;
        await browser.SignInAsync("anna", "correct-horse-1");
        await page.GotoAsync("/exchanges/customers/definition");
        await page.ClickAsync("[data-testid=flow-order] summary");
        await page.FocusAsync("[data-card=companies]");
        (await browser.ViolationsAsync()).Should().BeEmpty();

        await page.Keyboard.PressAsync("ArrowDown");
        await OrderAsync(page, "contacts,companies,deals");
        await page.WaitForSelectorAsync("[data-card=companies]:focus");
        (await page.InnerTextAsync("[data-testid=board-said]")).Should().Be("Компании: Потоки, 2 из 3");
        await page.Keyboard.PressAsync("End");
        await OrderAsync(page, "contacts,deals,companies");
        await page.WaitForSelectorAsync("[data-card=companies]:focus");

        await page.DragAndDropAsync("[data-card=companies] .board-grip", "[data-card=contacts]");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-card]')].findIndex(card => card.dataset.card === 'companies') < 2");

        var shown = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-card]')].map(card => card.dataset.card)");
        ExchangeJson.Read(await page.InputValueAsync("[data-testid=definition-json]")).Flows.Select(flow => flow.Name).Should().Equal(shown);
        browser.Complaints.Should().BeEmpty();
    }

    private static Task OrderAsync(IPage page, string order) =>
        page.WaitForFunctionAsync("order => [...document.querySelectorAll('[data-card]')].map(card => card.dataset.card).join(',') === order", order);
}
