using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>One Chromium with one tab; remembers every complaint of its console.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _complaints = [];

    private BrowserSession(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) => Complain(message.Type is "error", message.Text);
        page.PageError += (_, error) => Complain(true, error);
        page.SetDefaultTimeout(60_000);
    }

    public IPage Page { get; }

    /// <summary>Errors of the console and of scripts, so far.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    public static async Task<BrowserSession> OpenAsync(Uri address, int width = 1440, int height = 900)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Chromium, Args = Arguments });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            TimezoneId = "Europe/Moscow",
        });
        return new BrowserSession(playwright, browser, page);
    }

    public async Task SignInAsync(string user, string password)
    {
        await Page.GotoAsync("/account/sign-in");
        await Page.FillAsync("input[autocomplete=username]", user);
        await Page.FillAsync("input[autocomplete=current-password]", password);
        await Page.ClickAsync("button[type=submit]");
        await Page.WaitForURLAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Serious and critical violations of the page as it stands: rule and place.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var result = await Page.RunAxe();
        return [.. result.Violations.Where(rule => rule.Impact is "serious" or "critical").SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}"))];
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Complain(bool isError, string text)
    {
        if (isError)
        {
            lock (_complaints)
            {
                _complaints.Add(text);
            }
        }
    }
}
