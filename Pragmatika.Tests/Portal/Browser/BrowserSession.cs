using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>A visitor of their own (cookies, cache) with one tab; remembers every complaint of its console. All share one Chromium.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private const int PhoneWidth = 760;
    private static readonly AxeRunOptions OnlyViolations = new() { ResultTypes = [ResultType.Violations] };

    // A finger needs 24 px; axe does not ask for that by itself.
    private static readonly AxeRunOptions OnAPhone = new() { ResultTypes = [ResultType.Violations], Rules = new Dictionary<string, RuleOptions> { ["target-size"] = new() { Enabled = true } } };
    private readonly List<string> _complaints = [];

    private BrowserSession(IPage page)
    {
        Page = page;
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
        var browser = await OneChromium.Browser;
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            TimezoneId = "Europe/Moscow",
        });
        return new BrowserSession(page);
    }

    public async Task SignInAsync(string user, string password)
    {
        await Page.GotoAsync("/account/sign-in");
        await Page.FillAsync("input[autocomplete=username]", user);
        await Page.FillAsync("input[autocomplete=current-password]", password);
        await Page.ClickAsync("button[type=submit]");
        await Page.AddressAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Serious and critical violations of the page as it stands: rule and place.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var result = await Page.RunAxe(Page.ViewportSize?.Width <= PhoneWidth ? OnAPhone : OnlyViolations); // every rule runs; what it found in order is not told, node by node
        return [.. result.Violations.Where(rule => rule.Impact is "serious" or "critical").SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}"))];
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

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
