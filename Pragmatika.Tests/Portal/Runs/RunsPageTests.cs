using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Runs;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Runs;

public sealed class RunsPageTests : PageContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Page_Runs_NewestFirstEachWithItsAddress()
    {
        FakeData.Fill(World, FakeData.Noon);

        var page = Open("/runs");

        page.WaitForAssertion(() => page.FindAll("[data-testid=runs] [data-run]").Should().HaveCount(5), Patience);
        page.Find("[data-testid=runs] tbody tr a[href^='/exchanges/']").TextContent.Should().Be("Склад автомобилей");
        page.Find($"[data-run='{FakeData.DryRun}']").GetAttribute("href").Should().Be($"/runs/{FakeData.DryRun}");
        page.Find("[data-testid=runs-range]").TextContent.Should().Be("1–5 из 5");
    }

    [Theory]
    [InlineData("/runs?state=crashed", 1)]
    [InlineData("/runs?exchange=customers", 4)]
    [InlineData("/runs?kind=dry", 1)]
    [InlineData("/runs?kind=real&exchange=customers", 3)]
    [InlineData("/runs?from=2026-03-02&to=2026-03-02", 2)]
    public void Page_FilterInTheAddress_ShowsThoseOnly(string address, int runs)
    {
        FakeData.Fill(World, FakeData.Noon);

        var page = Open(address);

        page.WaitForAssertion(() => page.FindAll("[data-testid=runs] [data-run]").Should().HaveCount(runs), Patience);
    }

    [Fact]
    public void Header_Clicked_AsksTheDatabaseForThatOrder()
    {
        for (var index = 0; index < RunsAddress.PageSize + 1; index++)
        {
            World.Store.Put(FakeData.Run("customers", FakeData.Noon.AddMinutes(index), RunState.Succeeded, new RunCounters(0, 0, 1000 - index, 0, 0, 0, 0)));
        }

        var page = Open("/runs");
        page.WaitForElement("[data-testid=runs-next]", Patience);

        page.FindAll("[data-testid=runs] th .sortable-column-header").Single(head => head.TextContent.Trim() == "Строк").Click();

        page.WaitForAssertion(() => Number(page.Find("[data-testid=runs] tbody tr td.num:nth-child(6)").TextContent).Should().Be(950), Patience);
        Services.GetRequiredService<NavigationManager>().Uri.Should().EndWith("/runs?sort=rows");
    }

    [Fact]
    public void Page_RunStartsElsewhere_IsShownWithoutAsking()
    {
        var page = Open("/runs");
        page.WaitForElement(".state", Patience);

        World.Store.Put(FakeData.Run("customers", FakeData.Noon, RunState.Running, default));

        page.WaitForElement("[data-testid=runs] [data-state=Running]", Patience);
    }

    [Fact]
    public void Page_ByDay_TotalsLeadToTheirRuns()
    {
        FakeData.Fill(World, FakeData.Noon);

        var page = Open("/runs?by=day&exchange=customers");

        page.WaitForElement("[data-testid=days] tbody a", Patience).GetAttribute("href").Should().StartWith("/runs?exchange=customers&from=2026-03-0");
    }

    private IRenderedComponent<RunsPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<RunsPage>();
    }

    private static long Number(string text) => long.Parse(string.Concat(text.Where(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
}
