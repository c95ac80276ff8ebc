using Bunit;
using Pragmatika.Engine.Delivery;
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
    public void Page_WhatWaits_IsCountedByKindAndEachLeadsThere()
    {
        FakeData.Fill(World, FakeData.Noon);
        World.Store.Put(FakeData.Run("stock-cars", FakeData.Noon, RunState.FuseBlown, default));

        var page = Render<ExchangesPage>();

        page.WaitForElement("[data-testid=waiting-letters]");
        Tile("letters").Should().Be(("14", "/dead-letters"));
        Tile("conflicts").Should().Be(("3", "/questions"));
        Tile("matches").Should().Be(("1", "/questions?tab=matches"));
        Tile("deletes").Should().Be(("2", "/questions?tab=deletes"));
        Tile("fuses").Should().Be(("1", "/runs?state=fuseblown"));
        page.Find("[data-testid=waiting-all]").TextContent.Should().Be("21");

        (string, string?) Tile(string kind) => (page.Find($"[data-testid=waiting-{kind}] dd").TextContent, page.Find($"[data-testid=waiting-{kind}] a").GetAttribute("href"));
    }

    [Fact]
    public void Page_LastRunWentWellButLettersWait_IsNotGreen()
    {
        World.Exchanges.Add(FakeData.Customers());
        World.Store.Put(FakeData.Run("customers", FakeData.Noon, RunState.Succeeded, new RunCounters(1, 0, 0, 0, 0, 0, 0)));
        World.Store.Put(FakeData.Letter(1, FakeData.Noon, DeadLetterCause.Refused, "X", "Нет."));

        var page = Render<ExchangesPage>();

        page.WaitForElement("tr:has([data-exchange=customers]) [data-state=NeedsPerson]");
    }

    [Fact]
    public void Page_DryRun_IsMarkedAndWroteNothing()
    {
        World.Exchanges.Add(FakeData.Customers());
        World.Store.Put(FakeData.Run("customers", FakeData.Noon, RunState.Succeeded, new RunCounters(7, 0, 0, 0, 0, 0, 0)) with { IsDryRun = true });

        var page = Render<ExchangesPage>();

        page.WaitForElement("tr:has([data-exchange=customers]) .tag").TextContent.Should().Be("пробный");
        page.Find("[data-testid=recent] .tag").TextContent.Should().Be("пробный");
        page.FindAll(".tile dd").Select(count => count.TextContent).Should().NotContain("7");
        page.Find("[data-testid=recent] [data-run]").GetAttribute("href").Should().StartWith("/runs/");
    }

    [Fact]
    public async Task Page_AllSchedulesStopped_SaysSoAndByWhom()
    {
        World.Exchanges.Add(FakeData.Customers());
        await World.Schedules.PauseAllAsync(true, "oleg", default);

        Render<ExchangesPage>().WaitForElement("[data-testid=all-paused]").TextContent.Should().Contain("oleg");
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
