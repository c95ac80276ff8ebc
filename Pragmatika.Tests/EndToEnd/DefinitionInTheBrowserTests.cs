using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Portal.Browser;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>A definition is edited and loaded in the portal, over the real engine, table and portal.</summary>
public sealed class DefinitionInTheBrowserTests
{
    /// <summary>Where to leave pictures of the page; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_DEFINITION_PICTURES";

    [BrowserFact]
    public async Task NewRules_AskWhoSeedsThem_AndBeginWithTheSideThatWasChosen()
    {
        await using var served = await StartAsync();
        var deal = (await LinkAsync(served, "deals", "d1")).CrmId;
        var contact = (await LinkAsync(served, "contacts", "c1")).CrmId;
        await served.ChangeAsync("deal", deal, "comments", Value.Text("из портала"));
        await served.ChangeAsync("contact", contact, "post", Value.Text("директор"));
        await served.RunAsync(RunMode.Heard);
        await served.ExecuteAsync("UPDATE people SET comment = 'из таблицы', manager = 'механик' WHERE id = 1");
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync("/exchanges/people");
        await page.ClickAsync("[data-testid=definition-edit]");

        await EditAsync(page, definition => With(With(definition, 0, "post", "manager"), 1, "comments", "comment"));
        await page.WaitForSelectorAsync("[data-testid=seeds]");
        await page.WaitForSelectorAsync("[data-testid=no-edits]");
        (await page.Locator(".seed").CountAsync()).Should().Be(2);
        (await page.IsDisabledAsync("[data-testid=definition-save]")).Should().BeTrue("nobody has said yet whose values come first");
        (await page.InnerTextAsync("[data-testid=definition-changes]")).Should().Contain("flows[deals].rules[comments]");
        await page.CheckAsync("[data-field=post] [data-seed=Sql]");
        await page.CheckAsync("[data-field=comments] [data-seed=Crm]");
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser, "seeds");
        await page.ClickAsync("[data-testid=definition-save]");
        await page.AddressAsync(url => url.EndsWith("/exchanges/people", StringComparison.Ordinal));
        await page.WaitForSelectorAsync("[data-testid=definition] >> text=изменено");
        await served.RunAsync();
        await served.RunAsync();

        (await served.ItemAsync("contact", contact)).Values["post"].Should().Be(Value.Text("механик"));
        (await served.CellAsync("manager")).Should().Be("механик");
        (await served.ItemAsync("deal", deal)).Values["comments"].Should().Be(Value.Text("из портала"));
        (await served.CellAsync("comment")).Should().Be("из портала");
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Mistakes_AreAllListed_AndNothingIsSaved()
    {
        await using var served = await StartAsync();
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync("/exchanges/people/definition");
        await page.WaitForSelectorAsync("[data-testid=definition-json]");

        await EditAsync(page, definition => With(With(definition, 0, "noSuchField", "manager"), 1, "comments", "no_such_column"));
        await page.WaitForSelectorAsync("[data-testid=problems]");
        var listed = await page.InnerTextAsync("[data-testid=problems]");
        listed.Should().Contain("flows[0].rules[2].field").And.Contain("нет поля «noSuchField»").And.Contain("no_such_column");
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser, "mistakes");

        await page.FillAsync("[data-testid=definition-json]", """{ "name": "people", "sorce": {}, "flows": 5 """);
        await page.ClickAsync("[data-testid=definition-check]");
        await page.WaitForSelectorAsync("[data-testid=problems] >> text=не является JSON");
        (await served.Get<IExchangeCatalog>().FindAsync("people", default))!.Version.Should().Be(1);
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Condition_Changed_ShowsHowManyStartAndStop_AndAnotherVersionMeanwhileIsNotOverwritten()
    {
        await using var served = await StartAsync();
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync("/exchanges/people/definition");
        await page.WaitForSelectorAsync("[data-testid=definition-json]");

        await EditAsync(page, definition => definition with
        {
            Flows = [definition.Flows[0], definition.Flows[1] with { Condition = new RowCondition { Column = "id", Is = "le", Value = "2" } }],
        });
        await page.WaitForSelectorAsync("[data-testid=flow-edits]");
        (await CountsAsync(page, "deals")).Should().Equal("3", "2", "0", "1");
        await PicturesAsync(browser, "counts");
        var other = (await served.Get<IExchangeCatalog>().FindAsync("people", default))!.Definition with { Title = "Люди" };
        await served.Get<IExchangeCatalog>().SaveAsync(other, "boris", default);
        await page.ClickAsync("[data-testid=definition-save]");
        await page.WaitForSelectorAsync("[data-testid=definition-note]");
        (await served.Get<IExchangeCatalog>().FindAsync("people", default))!.Version.Should().Be(2);

        await page.ClickAsync("[data-testid=definition-check]");
        await page.WaitForSelectorAsync("[data-testid=definition-changes]");
        (await page.InnerTextAsync("[data-testid=definition-changes]")).Should().Contain("Люди", "the check compares with the version that is stored now");
        await page.ClickAsync("[data-testid=definition-save]");
        await page.AddressAsync(url => url.EndsWith("/exchanges/people", StringComparison.Ordinal));
        (await served.Get<IExchangeCatalog>().FindAsync("people", default))!.Should().Match<StoredExchange>(stored => stored.Version == 3 && stored.SavedBy == "anna" && stored.Definition.Flows[1].Condition != null);
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task File_Uploaded_BecomesANewExchange()
    {
        await using var served = await StartAsync();
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        var copy = (await served.Get<IExchangeCatalog>().FindAsync("people", default))!.Definition with { Name = "copy", Title = "Копия" };
        await page.GotoAsync("/exchanges");
        await page.ClickAsync("[data-testid=definition-new]");
        await page.WaitForSelectorAsync("[data-testid=definition-form]");

        await page.SetInputFilesAsync("[data-testid=definition-file]", new FilePayload { Name = "copy.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(ExchangeJson.Write(copy)) });
        await Assertions.Expect(page.Locator("[data-testid=definition-json]")).ToHaveValueAsync(new Regex("Копия"));
        await page.ClickAsync("[data-testid=definition-check]");
        await page.WaitForSelectorAsync("[data-testid=definition-save]:not([disabled])");
        (await CountsAsync(page, "contacts")).Should().Equal("0", "3", "3", "0");
        await PicturesAsync(browser, "new");
        await page.ClickAsync("[data-testid=definition-save]");
        await page.AddressAsync(url => url.EndsWith("/exchanges/copy", StringComparison.Ordinal));

        ExchangeJson.Write((await served.Get<IExchangeCatalog>().FindAsync("copy", default))!.Definition).Should().Be(ExchangeJson.Write(copy));
        browser.Complaints.Should().BeEmpty();
    }

    /// <summary>Three linked people, and a definition without comments.</summary>
    private static async Task<ServedTwoWay> StartAsync()
    {
        var served = await ServedTwoWay.StartAsync(definition => definition with
        {
            Flows = [definition.Flows[0], definition.Flows[1] with { Rules = [.. definition.Flows[1].Rules.Where(rule => rule.Field != "comments")] }],
        });
        for (var id = 1; id <= 3; id++)
        {
            await served.ExecuteAsync($"INSERT INTO people(id, client, name, deal, amount, stage) VALUES({id}, 'c{id}', 'Клиент {id}', 'd{id}', '100', '1')");
        }

        (await served.RunAsync()).State.Should().Be(RunState.Succeeded);
        return served;
    }

    private static async Task<Pragmatika.Engine.Links.Link> LinkAsync(ServedTwoWay served, string flow, string key) => (await served.Get<IEngineStore>().LinksAsync("people", flow, [key], default))[key];

    private static ExchangeDefinition With(ExchangeDefinition definition, int flow, string field, string column)
    {
        var rule = new Rule { Field = field, Source = new RuleSource { Column = column }, Direction = Direction.Both };
        return definition with { Flows = [.. definition.Flows.Select((one, index) => index == flow ? one with { Rules = [.. one.Rules, rule] } : one)] };
    }

    private static Task<IReadOnlyList<string>> CountsAsync(IPage page, string flow) => page.Locator($"[data-testid=flow-edits] tr:has([data-flow={flow}]) td.num").AllInnerTextsAsync();

    private static async Task EditAsync(IPage page, Func<ExchangeDefinition, ExchangeDefinition> change)
    {
        await Assertions.Expect(page.Locator("[data-testid=definition-json]")).ToHaveValueAsync(new Regex("people"));
        var text = await page.InputValueAsync("[data-testid=definition-json]");
        await page.FillAsync("[data-testid=definition-json]", ExchangeJson.Write(change(ExchangeJson.Read(text))));
        await page.ClickAsync("[data-testid=definition-check]");
    }

    private static async Task PicturesAsync(BrowserSession browser, string name)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is not { Length: > 0 } folder)
        {
            return;
        }

        foreach (var (theme, width) in new[] { ("dark", 390), ("light", 1440) })
        {
            await browser.Page.SetViewportSizeAsync(width, 860);
            await browser.Page.EvaluateAsync($"document.documentElement.dataset.theme = '{theme}'");
            await browser.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"definition-{name}-{theme}-{width}.png"), FullPage = true });
        }
    }
}
