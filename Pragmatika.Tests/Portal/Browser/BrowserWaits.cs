using Microsoft.Playwright;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>Waits that ask for a state, not for an event: Playwright's own wait for an address can miss the load that ended while it looked, even where only the commit is waited for (seen on a loaded machine).</summary>
internal static class BrowserWaits
{
    /// <summary>Ends when the page has an address that <paramref name="isThere"/> accepts and is loaded.</summary>
    public static async Task AddressAsync(this IPage page, Func<string, bool> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!isThere(page.Url))
        {
            await beat.WaitForNextTickAsync(patience.Token);
        }

        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Opens a choice and takes what reads <paramref name="text"/>.</summary>
    public static async Task ChooseAsync(this IPage page, string field, string text)
    {
        await page.Locator($".mud-select:has({field}), {field}.mud-select").First.ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item").GetByText(text, new() { Exact = true }).ClickAsync();
    }
}
