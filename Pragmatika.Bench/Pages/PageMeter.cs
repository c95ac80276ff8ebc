using System.Text.Json;
using Microsoft.Playwright;

namespace Pragmatika.Bench.Pages;

/// <summary>Measures pages of one portal in a Chromium that is signed in. Each visit has a cache of its own.</summary>
internal sealed class PageMeter(IBrowser browser, Uri address, string signedIn, Action<string> say)
{
    private const int QuietMs = 300;
    private const int LiveMs = 3_000;
    private const int GiveUpMs = 20_000;

    public async Task<PageFigures> MeasureAsync(PageToMeasure target)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            StorageState = signedIn,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        });
        await context.AddInitScriptAsync(PageScript.Listener);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(GiveUpMs);
        var traffic = await Traffic.OfAsync(page);

        var first = await VisitAsync(page, target.Path);
        var firstBytes = traffic.Take();
        await page.GotoAsync("about:blank");
        traffic.Take();
        var next = await VisitAsync(page, target.Path);
        var nextBytes = traffic.Take();
        var control = await ControlAsync(page, target);
        var click = await LinkAsync(page, target);
        return new PageFigures(
            firstBytes.Assets, nextBytes.Assets, firstBytes.Circuit, first.Painted, first.Interactive, next.Painted, next.Interactive,
            click?.Answered, click?.Painted, click?.Full, control?.Answered);
    }

    private static async Task<VisitTimes> VisitAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync(PageScript.IsInteractive);
        await SettleAsync(page);
        return await page.EvaluateAsync<VisitTimes>(PageScript.Visit);
    }

    private async Task<ClickTimes?> ControlAsync(IPage page, PageToMeasure target)
    {
        var any = page.Locator(string.Join(", ", target.Controls)).First;
        if (!await IsThereAsync(any))
        {
            say($"{target.Path} has none of {string.Join(", ", target.Controls)}");
            return null;
        }

        var found = await Task.WhenAll(target.Controls.Select(selector => page.Locator(selector).CountAsync()));
        return await ClickAsync(page, page.Locator(target.Controls[Array.FindIndex(found, count => count > 0)]).First, path: null);
    }

    private async Task<ClickTimes?> LinkAsync(IPage page, PageToMeasure target)
    {
        await VisitAsync(page, target.From);
        var link = page.Locator(target.Link).First;
        if (!await IsThereAsync(link))
        {
            say($"{target.From} has no link to {target.Path}");
            return null;
        }

        return await ClickAsync(page, link, target.Path);
    }

    private async Task<ClickTimes?> ClickAsync(IPage page, ILocator what, string? path)
    {
        await what.HoverAsync(); // what a pointer alone changes is no answer
        await SettleAsync(page);
        await page.EvaluateAsync(PageScript.Arm, path);
        await what.ClickAsync();
        try
        {
            await page.WaitForFunctionAsync(PageScript.IsDone);
        }
        catch (TimeoutException)
        {
            say($"{page.Url}: a click on {what} was not answered");
            return null;
        }

        await SettleAsync(page);
        return await page.EvaluateAsync<ClickTimes>(PageScript.Times);
    }

    /// <summary>Data may come after the page was quiet for the first time.</summary>
    private static async Task<bool> IsThereAsync(ILocator what)
    {
        try
        {
            await what.WaitForAsync(new LocatorWaitForOptions { Timeout = LiveMs });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Until the page has not changed for a while; a page that lives never stops, and is taken as it is.</summary>
    private static async Task SettleAsync(IPage page)
    {
        try
        {
            await page.WaitForFunctionAsync(PageScript.IsQuiet, QuietMs, new PageWaitForFunctionOptions { Timeout = LiveMs });
        }
        catch (TimeoutException)
        {
            // Such pages exist: a clock, a live journal.
        }
    }

    /// <summary>Bytes that came over the wire since they were last taken.</summary>
    private sealed class Traffic
    {
        private readonly Lock _gate = new();
        private double _assets;
        private double _circuit;

        public static async Task<Traffic> OfAsync(IPage page)
        {
            var traffic = new Traffic();
            var session = await page.Context.NewCDPSessionAsync(page);
            session.Event("Network.loadingFinished").OnEvent += (_, finished) => traffic.Add(finished!.Value.GetProperty("encodedDataLength").GetDouble(), 0);
            session.Event("Network.webSocketFrameReceived").OnEvent += (_, frame) => traffic.Add(0, Length(frame!.Value.GetProperty("response")));
            await session.SendAsync("Network.enable");
            return traffic;
        }

        public (double Assets, double Circuit) Take()
        {
            lock (_gate)
            {
                var taken = (_assets, _circuit);
                (_assets, _circuit) = (0, 0);
                return taken;
            }
        }

        private void Add(double assets, double circuit)
        {
            lock (_gate)
            {
                _assets += assets;
                _circuit += circuit;
            }
        }

        /// <summary>Binary frames are told in base64.</summary>
        private static double Length(JsonElement frame)
        {
            var told = frame.GetProperty("payloadData").GetString()!.Length;
            return frame.GetProperty("opcode").GetInt32() == 2 ? told * 3 / 4 : told;
        }
    }
}
