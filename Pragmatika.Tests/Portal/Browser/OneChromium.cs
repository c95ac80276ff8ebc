using Microsoft.Playwright;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>The browser of all tests: begun by the first one that needs it, ended with the process.</summary>
internal static class OneChromium
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    public static Task<IBrowser> Browser => Started.Value;

    private static async Task<IBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Chromium, Args = Arguments });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose(); // its driver ends the browser
        return browser;
    }
}
