using Microsoft.Playwright;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>The portal as a visitor has it: real server, real browser, the engine in memory.</summary>
public sealed class EveryPageTests
{
    /// <summary>Where to leave a picture of every page in both languages, themes and widths; none are taken without it.</summary>
    private const string PictureVariable = "PRAGMATIKA_TEST_PAGE_PICTURES";

    private static readonly (string Path, string Ready)[] Pages =
    [
        ("/exchanges", "[data-testid=exchanges]"),
        ("/exchanges/customers", "[data-testid=runs]"),
        ("/schedules", "[data-testid=schedules]"),
        ("/journal", "[data-testid=entries]"),
        ("/journal?mode=history&level=error", "[data-testid=entries]"),
        ("/dead-letters", "[data-testid=letters]"),
        ("/dead-letters/20", "[data-testid=letter-form]"),
        ("/questions", "[data-testid=questions]"),
        ("/questions?tab=matches", "[data-kind=Match]"),
        ("/questions?tab=deletes", "[data-kind=DeleteRecord]"),
        ("/questions?tab=closed", "[data-testid=closed]"),
        ("/questions?q=nobody", ".state"),
        ("/records", "[data-testid=paused-list]"),
        ("/records?q=nobody", ".state"),
        ("/records?q=00-000117", "[data-testid=paused]"),
        ("/runs", "[data-testid=runs]"),
        ("/runs?by=day", "[data-testid=days]"),
        ("/runs?exchange=nobody", ".state"),
        ($"/runs/{FakeData.DryRun}", "[data-testid=run-details]"),
        ($"/runs/{Guid.Empty}", ".state"),
        ($"/runs/{FakeData.DryRun}/plan", "[data-testid=plan]"),
        ($"/runs/{FakeData.DryRun}/plan?q=nobody", ".state"),
        ("/compare", "[data-testid=reports]"),
        ($"/compare/{FakeData.Report}", "[data-testid=findings]"),
        ($"/compare/{FakeData.Report}?kind=extra", "[data-testid=findings]"),
        ($"/compare/{Guid.Empty}", ".state"),
        ("/definitions/new", "[data-testid=definition-form]"),
        ("/exchanges/customers/definition", "[data-testid=definition-form]"),
        ("/exchanges/nobody/definition", ".state"),
        ("/connections", "[data-testid=hearing] [data-way=Sweep]"),
        ("/account/password", "form"),
    ];

    /// <summary>The parts that reach farthest beyond the window, or null where the page fits.</summary>
    private const string StickingOut =
        """
        () => new Promise(done => requestAnimationFrame(() => {
          if (document.documentElement.scrollWidth <= innerWidth) { done(null); return; }
          const right = part => part.getBoundingClientRect().right;
          const parts = [...document.querySelectorAll('main *')].filter(part => right(part) > innerWidth + 1 && !part.parentElement.closest('.scroll')).sort((a, b) => right(b) - right(a));
          done(parts.slice(0, 4).map(part => part.tagName + '.' + part.getAttribute('class') + ' ' + Math.round(right(part))).join(', '));
        }))
        """;

    /// <summary>Names that two parts of one kind share: who hears them only cannot tell which is meant.</summary>
    private const string SharedNames =
        """
        () => {
          const seen = new Set(), shared = [];
          for (const part of document.querySelectorAll('table[aria-label], nav, aside, section[aria-label], [role=region], [role=search]')) {
            const name = part.tagName + ': ' + part.getAttribute('aria-label');
            if (seen.has(name)) { shared.push(name); }
            seen.add(name);
          }
          return shared;
        }
        """;

    // In parts: all pages in one test come near the limit for a hanging one on a slow machine.
    [BrowserFact]
    public Task Pages_RussianLightAndWide_OpenCleanly() => EveryPageAsync("ru", "light", 1440, part: 0);

    [BrowserFact]
    public Task Pages_RussianLightAndWide_OpenCleanlyToo() => EveryPageAsync("ru", "light", 1440, part: 1);

    [BrowserFact]
    public Task Pages_EnglishDarkAndOnAPhone_OpenCleanly() => EveryPageAsync("en", "dark", 390, part: 0);

    [BrowserFact]
    public Task Pages_EnglishDarkAndOnAPhone_OpenCleanlyToo() => EveryPageAsync("en", "dark", 390, part: 1);

    [BrowserFact]
    public async Task Pages_AtEveryWidth_FitTheirWindow()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Administrator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        var wide = new List<string>();

        foreach (var (path, ready) in Pages)
        {
            await browser.Page.GotoAsync(path);
            await browser.Page.WaitForSelectorAsync(ready);
            foreach (var width in new[] { 390, 768, 1024, 1280, 1440, 1920 })
            {
                await browser.Page.SetViewportSizeAsync(width, 860);
                if (await browser.Page.EvaluateAsync<string?>(StickingOut) is { } part)
                {
                    wide.Add($"{path} at {width}: {part}");
                }
            }
        }

        string.Join('\n', wide).Should().BeEmpty();
    }

    [BrowserFact]
    public async Task FirstSignIn_OneTimePassword_MustBeChangedBeforeAnythingElse()
    {
        await using var host = await PortalHost.StartAsync();
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync(host.First.User, host.First.Password);

        await browser.Page.GotoAsync("/journal");
        browser.Page.Url.Should().EndWith("/account/password");
        await browser.Page.FillAsync("input[autocomplete=current-password]", host.First.Password);
        await browser.Page.FillAsync("input[autocomplete=new-password] >> nth=0", "quiet-harbour-7");
        await browser.Page.FillAsync("input[autocomplete=new-password] >> nth=1", "quiet-harbour-7");
        await browser.Page.ClickAsync("button[type=submit]");

        await browser.Page.WaitForSelectorAsync(".state code");
        (await host.PrepareAgainAsync()).Should().BeNull();
        await browser.Page.ClickAsync("[data-testid=profile]");
        await browser.Page.ClickAsync("[data-testid=sign-out]");
        await browser.Page.WaitForSelectorAsync("input[autocomplete=username]");
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Page_ServerGoesAway_SaysThatTheConnectionIsLost()
    {
        await using var host = await PortalHost.StartAsync();
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Viewer);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        await browser.Page.WaitForSelectorAsync(".state code");

        await host.StopAsync();

        await browser.Page.WaitForSelectorAsync(".components-reconnect-show .reconnect-show");
    }

    [BrowserFact]
    public async Task Page_NotAllowedToTheRole_IsRefused()
    {
        await using var host = await PortalHost.StartAsync();
        await host.AddUserAsync("viktor", "correct-horse-1", Roles.Viewer);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("viktor", "correct-horse-1");

        await browser.Page.GotoAsync("/connections");

        browser.Page.Url.Should().Contain("/account/denied");
        (await browser.Page.QuerySelectorAllAsync("[data-testid=connections]")).Should().BeEmpty();
    }

    private static async Task EveryPageAsync(string language, string theme, int width, int part)
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Administrator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        await browser.Page.SetViewportSizeAsync(width, 860);
        await browser.Page.Context.AddCookiesAsync([new Cookie { Name = "pragmatika.theme", Value = theme, Url = host.Address.ToString() }]);
        await browser.Page.GotoAsync($"/account/culture?culture={language}&to=/exchanges");
        foreach (var (path, ready) in Pages.Where((_, index) => index % 2 == part))
        {
            await OpensCleanlyAsync(browser, path, ready, language);
        }

        browser.Complaints.Should().BeEmpty();
    }

    private static async Task OpensCleanlyAsync(BrowserSession browser, string path, string ready, string language)
    {
        await browser.Page.GotoAsync(path);
        await browser.Page.WaitForSelectorAsync(ready);

        (await browser.Page.GetAttributeAsync("html", "lang")).Should().Be(language);
        (await browser.ViolationsAsync()).Should().BeEmpty("{0} in {1} must be usable by everyone", path, language);
        (await browser.Page.EvaluateAsync<string[]>(SharedNames)).Should().BeEmpty("{0} names each of its parts", path);
        (await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).Should().BeLessThanOrEqualTo(0, "{0} must fit its window", path);
        if (language == "ru" && (path.StartsWith("/dead-letters", StringComparison.Ordinal) || path.StartsWith("/questions", StringComparison.Ordinal)))
        {
            await MachineWords.NoneAsync(browser.Page, path, ready);
        }

        if (Environment.GetEnvironmentVariable(PictureVariable) is { Length: > 0 } folder)
        {
            var name = string.Concat(path.Trim('/').Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
            await browser.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"page-{name}-{language}.png"), FullPage = true });
        }
    }
}
