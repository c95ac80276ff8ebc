using Microsoft.Playwright;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Portal.Browser;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>A mass change meets the fuse over the real engine, table and portal: a person says no, then yes.</summary>
public sealed class FuseInTheBrowserTests
{
    /// <summary>Where to leave pictures of the page; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_FUSE_PICTURES";

    private const int People = 30;

    [BrowserFact]
    public async Task MassChange_RefusedThenAllowed_ReachesTheCrmOnlyWithTheYes()
    {
        await using var served = await StartAsync();
        await using var browser = await served.OpenAsync();
        var page = browser.Page;
        await served.ExecuteAsync("UPDATE people SET name = name || ' испорчено'");
        await page.GotoAsync("/exchanges/people");

        await page.ClickAsync("[data-testid=run-start]");
        await page.WaitForSelectorAsync("[data-testid=fuse]");
        (await page.InnerTextAsync("[data-testid=fuse]")).Should().Contain("изменил бы записей не меньше 30 при пределе 10").And.Contain("обычно за прогон: 2").And.Contain("ничего не записано");
        (await browser.ViolationsAsync()).Should().BeEmpty();
        await PicturesAsync(browser);
        await UntouchedAsync(served);

        await page.ClickAsync("[data-testid=fuse-refuse]");
        await page.WaitForSelectorAsync("[data-testid=fuse]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        (await page.InnerTextAsync("[data-testid=run-details]")).Should().Contain("не разрешил: anna");
        await UntouchedAsync(served);
        (await JournalAsync(served)).Should().Contain(text => text.Contains("не разрешил: anna", StringComparison.Ordinal));

        await page.ClickAsync("[data-testid=run-start]");
        await page.WaitForSelectorAsync("[data-testid=fuse]");
        await page.ClickAsync("[data-testid=fuse-dry]");
        await page.WaitForSelectorAsync("[data-testid=to-plan]");
        await UntouchedAsync(served);
        await page.ClickAsync("[data-testid=run-without-fuse]");
        await page.WaitForSelectorAsync("[data-testid=fuse]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        await page.WaitForSelectorAsync("[data-testid=run-start]:not([disabled])");

        var run = await LastAsync(served);
        run.State.Should().Be(RunState.Succeeded);
        run.Total.Updated.Should().Be(People);
        await NamesAsync(served, id => Name(id) + " испорчено");

        (await JournalAsync(served)).Should().Contain(text => text.Contains("Предохранитель снят на этот прогон по решению: anna", StringComparison.Ordinal));
        browser.Complaints.Should().BeEmpty();
    }

    private static async Task<ServedTwoWay> StartAsync()
    {
        var served = await ServedTwoWay.StartAsync(definition => definition with
        {
            Limits = definition.Limits with { Fuse = new FuseLimits { Updates = new FuseLimit { Count = 10 } } },
        });
        for (var id = 1; id <= People; id++)
        {
            await served.ExecuteAsync($"INSERT INTO people(id, client, name, deal, amount, stage) VALUES({id}, 'c{id}', 'Клиент', 'd{id}', '100', '1')");
        }

        (await served.RunAsync()).State.Should().Be(RunState.Succeeded);
        foreach (var change in new[] { "id <= 2", "id <= 4 AND id > 2" })
        {
            await served.ExecuteAsync($"UPDATE people SET name = 'Клиент ' || id WHERE {change}");
            (await served.RunAsync()).Total.Updated.Should().Be(2);
        }

        return served;
    }

    private static Task UntouchedAsync(ServedTwoWay served) => NamesAsync(served, Name);

    private static async Task NamesAsync(ServedTwoWay served, Func<int, string> expected)
    {
        var links = await served.Get<IEngineStore>().LinksAsync("people", "contacts", [.. Enumerable.Range(1, People).Select(id => $"c{id}")], default);
        for (var id = 1; id <= People; id++)
        {
            (await served.ItemAsync("contact", links[$"c{id}"].CrmId)).Values["name"].Should().Be(Value.Text(expected(id)));
        }
    }

    /// <summary>The first four were renamed by two ordinary runs.</summary>
    private static string Name(int id) => id <= 4 ? $"Клиент {id}" : "Клиент";

    private static async Task<RunRecord> LastAsync(ServedTwoWay served) => (await served.Get<IEngineStore>().RunsAsync("people", 1, default)).Single();

    private static async Task<IReadOnlyList<string>> JournalAsync(ServedTwoWay served) =>
        [.. (await served.Get<IJournalReader>().PageAsync(new JournalFilter { Exchange = "people" }, null, 200, default)).Select(entry => entry.Text)];

    private static async Task PicturesAsync(BrowserSession browser)
    {
        if (Environment.GetEnvironmentVariable(PictureVariable) is not { Length: > 0 } folder)
        {
            return;
        }

        foreach (var (theme, width) in new[] { ("dark", 390), ("light", 1440) })
        {
            await browser.Page.SetViewportSizeAsync(width, 860);
            await browser.Page.Context.AddCookiesAsync([new Cookie { Name = "pragmatika.theme", Value = theme, Url = new Uri(browser.Page.Url).GetLeftPart(UriPartial.Authority) }]);
            await browser.Page.ReloadAsync();
            await browser.Page.WaitForSelectorAsync("[data-testid=fuse]");
            await browser.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"fuse-{theme}-{width}.png"), FullPage = true });
        }
    }
}
