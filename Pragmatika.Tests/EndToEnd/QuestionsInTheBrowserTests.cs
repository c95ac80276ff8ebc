using Microsoft.Playwright;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Portal.Browser;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>What waits for people, driven in a browser over the real engine, table and portal.</summary>
public sealed class QuestionsInTheBrowserTests
{
    /// <summary>Where to leave pictures of the pages; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_QUESTION_PICTURES";

    [BrowserFact]
    public async Task Conflict_AnsweredByPickingASide_LandsOnBothSides()
    {
        await using var served = await StartAsync();
        await served.ExecuteAsync("UPDATE people SET name = 'Анна из таблицы', phone = '89210000002' WHERE id = 1");
        await served.ExecuteAsync("UPDATE people SET name = 'Борис из таблицы' WHERE id = 2");
        await served.ChangeAsync("contact", 1, "name", Value.Text("Анна из портала"));
        await served.ChangeAsync("contact", 2, "name", Value.Text("Борис из портала"));
        (await served.RunAsync()).State.Should().Be(RunState.NeedsPerson);
        await using var browser = await served.OpenAsync();
        var page = browser.Page;

        await page.WaitForSelectorAsync("[data-testid=questions-badge]");
        (await page.InnerTextAsync("[data-testid=questions-badge]")).Should().Contain("2");
        await page.ClickAsync("a[href='/questions']");
        await page.WaitForSelectorAsync("[data-testid=questions]");
        (await page.Locator("[data-kind=Conflict]").CountAsync()).Should().Be(2);
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser, "/questions", "[data-testid=questions]", "conflicts");
        var first = page.Locator("[data-kind=Conflict]").First;
        await first.Locator("[data-side=Crm]").CheckAsync();
        await page.Locator("[data-kind=Conflict]").Last.Locator("[data-testid=own-value]").FillAsync("Борис Третий");
        await page.ClickAsync("[data-testid=apply]");
        await page.WaitForSelectorAsync("[data-testid=answered]");

        await page.WaitForSelectorAsync("[data-testid=questions-badge]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        (await served.CellAsync("name")).Should().Be("Анна из портала");
        (await served.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна из портала"));
        (await served.CellAsync("name", 2)).Should().Be("Борис Третий");
        (await served.ItemAsync("contact", 2)).Values["name"].Should().Be(Value.Text("Борис Третий"));
        await page.GotoAsync("/records?q=c1");
        await page.WaitForSelectorAsync("[data-testid=story]");
        (await page.InnerTextAsync("[data-testid=story]")).Should().Contain("anna: name: верно значение Битрикс24");
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Conflict_ChangedMeanwhile_ShowsTheNewValuesThenBecomesARule()
    {
        await using var served = await StartAsync();
        await served.ExecuteAsync("UPDATE people SET name = 'Анна из таблицы' WHERE id = 1");
        await served.ChangeAsync("contact", 1, "name", Value.Text("Анна из портала"));
        await served.RunAsync();
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync("/questions");
        await page.WaitForSelectorAsync("[data-testid=questions]");
        await served.ExecuteAsync("UPDATE people SET name = 'Анна позже' WHERE id = 1");

        await page.Locator("[data-side=Sql]").CheckAsync();
        await page.ClickAsync("[data-testid=apply]");
        await page.WaitForSelectorAsync("[data-outcome=Changed]");
        (await page.InnerTextAsync("[data-kind=Conflict]")).Should().Contain("Анна позже");
        (await served.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна из портала"));
        await page.Locator("[data-side=Sql]").CheckAsync();
        await page.CheckAsync("[data-testid=as-rule]");
        await page.ClickAsync("[data-testid=apply]");
        await page.WaitForSelectorAsync("[data-testid=answered]");

        (await served.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна позже"));
        (await served.Get<IExchangeCatalog>().FindAsync("people", default))!.Definition.Flows[0].Rules[0].Conflict.Should().Be(ConflictPolicy.Sql);
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Delete_Approved_TakesTheRowsAway()
    {
        await using var served = await StartAsync();
        await served.DeleteAsync("deal", 2);
        (await served.RunAsync(RunMode.Heard)).State.Should().Be(RunState.NeedsPerson);
        (await served.CellAsync("deal", 2)).Should().Be("d2");
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync("/questions?tab=deletes");
        await page.WaitForSelectorAsync("[data-kind=DeleteRows]");
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser, "/questions?tab=deletes", "[data-kind=DeleteRows]", "deletes");

        await page.Locator("[data-side=Delete]").CheckAsync();
        await page.ClickAsync("[data-testid=apply]");
        await page.ClickAsync("[data-testid=confirm-yes]");
        await page.WaitForSelectorAsync("[data-testid=answered]");

        (await served.CellAsync("deal", 2)).Should().BeNull();
        (await served.CellAsync("deal", 1)).Should().Be("d1");
        await PicturesAsync(browser, "/questions?tab=closed", "[data-testid=closed]", "closed");
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Record_PausedOnItsPage_IsLeftAloneUntilItGoesOn()
    {
        await using var served = await StartAsync();
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync("/records?exchange=people&flow=contacts&key=c1");
        await page.ClickAsync("[data-testid=pause] summary");
        await page.FillAsync("[data-testid=pause-reason]", "Клиент оспаривает данные");
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await page.ClickAsync("[data-testid=pause-save]");
        await page.WaitForSelectorAsync("[data-testid=paused]");
        await PicturesAsync(browser, "/records?exchange=people&flow=contacts&key=c1", "[data-testid=paused]", "paused");
        await served.ExecuteAsync("UPDATE people SET name = 'Новое имя'");

        (await served.RunAsync()).Flows["contacts"].Skipped.Should().Be(1);
        (await served.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна"));
        (await served.ItemAsync("contact", 2)).Values["name"].Should().Be(Value.Text("Новое имя"));
        await page.GotoAsync("/records");
        await page.ClickAsync("[data-testid=paused-list] tbody a");
        await page.ClickAsync("[data-testid=resume]");
        await page.WaitForSelectorAsync("[data-testid=pause]");
        await served.RunAsync();

        (await served.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Новое имя"));
        browser.Complaints.Should().BeEmpty();
    }

    private static async Task<ServedTwoWay> StartAsync()
    {
        var served = await ServedTwoWay.StartAsync(definition => definition with
        {
            Flows = [definition.Flows[0], definition.Flows[1] with { Deleted = new DeletedDefinition { Policy = DeletePolicy.Ask } }],
        });
        foreach (var (id, name) in new[] { (1, "Анна"), (2, "Борис") })
        {
            await served.ExecuteAsync($"INSERT INTO people(id, client, name, phone, deal, amount, stage) VALUES({id}, 'c{id}', '{name}', '8921000000{id}', 'd{id}', '100', '1')");
        }

        (await served.RunAsync()).State.Should().Be(RunState.Succeeded);
        return served;
    }

    private static async Task PicturesAsync(BrowserSession browser, string path, string ready, string name)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is not { Length: > 0 } folder)
        {
            return;
        }

        foreach (var (theme, width) in new[] { ("dark", 390), ("light", 1440) })
        {
            await browser.Page.SetViewportSizeAsync(width, 860);
            await browser.Page.Context.AddCookiesAsync([new Cookie { Name = "pragmatika.theme", Value = theme, Url = new Uri(browser.Page.Url).GetLeftPart(UriPartial.Authority) }]);
            await browser.Page.GotoAsync(path);
            await browser.Page.WaitForSelectorAsync(ready);
            await browser.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{theme}-{width}.png"), FullPage = true });
        }
    }
}
