using System.Diagnostics;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>The server stops and comes back while somebody works.</summary>
public sealed class StopAndReturnTests
{
    /// <summary>Four seconds are the host's own limit; the rest is for a machine that has much to do.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [BrowserFact]
    public async Task Server_ReturnsAfterARestart_PageOpensByItselfWithWhatWasTyped()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        await browser.Page.GotoAsync("/dead-letters/21");
        await browser.Page.WaitForSelectorAsync("[data-testid=letter-form]");
        await browser.Page.Locator("[data-field=lastName]").PressSequentiallyAsync("-Водкин");
        var typed = await browser.Page.InputValueAsync("[data-field=lastName]");

        await host.StopAsync();
        await browser.Page.WaitForSelectorAsync(".components-reconnect-show .reconnect-show");
        await browser.Page.EvaluateAsync("() => { window.isOld = true; }");
        await host.StartAgainAsync();

        await browser.Page.WaitForFunctionAsync("typed => !window.isOld && document.querySelector('[data-field=lastName]')?.value === typed", typed);
        typed.Should().Contain("-Водкин").And.Contain("Петров");
    }

    [BrowserFact]
    public async Task Stop_PagesOpenAndARunUnderWay_TakesSeconds()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        host.World.Runs.Report(FakeData.Run("customers", TimeProvider.System.GetUtcNow(), RunState.Running, default));
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        await using var other = await BrowserSession.OpenAsync(host.Address);
        await other.SignInAsync("anna", "correct-horse-1");
        foreach (var (page, path, ready) in new[] { (browser.Page, "/exchanges/customers", "[data-testid=progress]"), (other.Page, "/journal", "[data-testid=entries] .entry") })
        {
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync(ready);
        }

        var watch = Stopwatch.StartNew();
        await host.StopAsync();

        watch.Elapsed.Should().BeLessThan(Limit);
    }

    [BrowserFact]
    public async Task Button_ReplacedByAnother_HandsTheFocusOn()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        await browser.Page.GotoAsync("/exchanges/customers");
        await browser.Page.FocusAsync("[data-testid=run-start]");

        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.Page.WaitForSelectorAsync("[data-testid=run-cancel]:focus");
        var run = (await host.World.Store.RunsAsync("customers", 1, CancellationToken.None))[0];
        host.World.Runs.Report(run with { State = RunState.Succeeded, EndedAt = run.StartedAt });

        await browser.Page.WaitForSelectorAsync("[data-testid=run-start]:focus");
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Dialog_Closed_FocusIsWhereItWasOpened()
    {
        await using var host = await PortalHost.StartAsync();
        FakeData.Fill(host.World, TimeProvider.System.GetUtcNow());
        await host.AddUserAsync("anna", "correct-horse-1", Roles.Operator);
        await using var browser = await BrowserSession.OpenAsync(host.Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        await browser.Page.GotoAsync("/schedules");
        await browser.Page.FocusAsync("[data-testid=pause-all]");

        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.Page.WaitForSelectorAsync(".mud-dialog:focus-within [data-testid=confirm-no], .mud-dialog-container:focus-within [data-testid=confirm-no]");
        await browser.Page.Keyboard.PressAsync("Escape");

        await browser.Page.WaitForSelectorAsync("[data-testid=pause-all]:focus");
    }
}
