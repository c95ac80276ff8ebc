using Bunit;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Exchanges;

public sealed class ExchangesPageTests : PageContext
{
    [Fact]
    public void Page_Exchanges_ShowsStateCountersAndWhatWaits()
    {
        FakeData.Fill(World, FakeData.Noon);

        var page = Render<ExchangesPage>();

        page.WaitForElement("[data-exchange=customers]");
        page.Find("tr:has([data-exchange=customers]) [data-state]").GetAttribute("data-state").Should().Be(nameof(RunState.NeedsPerson));
        page.Find("tr:has([data-exchange=customers]) .waiting").TextContent.Should().Be("Неотправленные: 14");
    }

    [Fact]
    public void Page_NoExchanges_SaysHowToMakeOne()
    {
        var page = Render<ExchangesPage>();

        page.WaitForAssertion(() => page.Find(".state code").TextContent.Should().Contain("demo"));
    }

    [Fact]
    public void Page_DatabaseAway_OffersToTryAgain()
    {
        World.Exchanges.Failure = new InvalidOperationException("away");
        var page = Render<ExchangesPage>();
        page.WaitForElement("[data-testid=retry]");
        World.Exchanges.Failure = null;
        World.Exchanges.Add(FakeData.Customers());

        page.Find("[data-testid=retry]").Click();

        page.WaitForElement("[data-exchange=customers]");
    }

    [Fact]
    public void Run_Pressed_StartsInTheVisitorsName()
    {
        World.Exchanges.Add(FakeData.Customers());
        var page = Render<ExchangesPage>();

        page.WaitForElement("tr:has([data-exchange=customers]) .row-actions button").Click();

        page.WaitForAssertion(() => World.Runs.Started.Should().ContainSingle(request => request.Exchange == "customers" && request.StartedBy == "anna"));
    }

    [Fact]
    public void Page_Viewer_SeesNoButtons()
    {
        World.Exchanges.Add(FakeData.Customers());
        Visitor.SetPolicies(Policies.See);

        var page = Render<ExchangesPage>();

        page.WaitForElement("[data-exchange=customers]");
        page.FindAll(".row-actions button").Should().BeEmpty();
    }
}
