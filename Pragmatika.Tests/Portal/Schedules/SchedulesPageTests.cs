using Bunit;
using MudBlazor;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Schedules;
using Pragmatika.Portal.Features.Schedules;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Schedules;

public sealed class SchedulesPageTests : PageContext
{
    [Fact]
    public void Page_Schedules_ShowSentenceFiveStartsAndCounts()
    {
        World.Exchanges.Add(Orders(new ScheduleDefinition { Cron = "0 0 8 ? * MON-FRI" }));
        World.Schedules.Facts["orders"] = new ScheduleFacts { Skipped = 3, SkippedAt = FakeData.Noon, Missed = 2, MissedAt = FakeData.Noon };

        var page = Render<SchedulesPage>();

        page.WaitForElement("[data-exchange=orders]");
        page.Find("[data-testid=sentence]").TextContent.Should().Be("По будням в 08:00 · время Europe/Moscow, UTC+03:00");
        page.FindAll(".fires li").Should().HaveCount(5);
        page.Find("[data-testid=skipped]").TextContent.Should().StartWith("3");
        page.Find("[data-testid=missed]").TextContent.Should().StartWith("2");
    }

    [Fact]
    public void PauseAll_Pressed_SaysWhoAndShowsNoStarts()
    {
        World.Exchanges.Add(Orders(new ScheduleDefinition { Every = TimeSpan.FromMinutes(15) }));
        var page = Render<SchedulesPage>();

        var dialogs = Render<MudDialogProvider>();
        page.WaitForElement("[data-testid=pause-all]").Click();
        dialogs.WaitForElement("[data-testid=confirm-yes]").Click();

        page.WaitForElement("[data-testid=all-paused]").TextContent.Should().Contain("anna");
        page.FindAll(".fires li").Should().BeEmpty();
        page.Find("[data-testid=pause-all]").Click();
        page.WaitForAssertion(() => page.FindAll("[data-testid=all-paused]").Should().BeEmpty());
    }

    [Fact]
    public void PauseAll_NotConfirmed_StopsNothing()
    {
        World.Exchanges.Add(Orders(new ScheduleDefinition { Every = TimeSpan.FromMinutes(15) }));
        var page = Render<SchedulesPage>();
        var dialogs = Render<MudDialogProvider>();

        page.WaitForElement("[data-testid=pause-all]").Click();
        dialogs.WaitForElement("[data-testid=confirm-no]").TextContent.Should().Be("Оставить как есть");
        dialogs.Find("[data-testid=confirm-no]").Click();

        dialogs.WaitForAssertion(() => dialogs.FindAll(".mud-dialog").Should().BeEmpty());
        World.Schedules.Pause.Should().BeNull();
    }

    [Fact]
    public void Pause_OneExchange_IsShownThere()
    {
        World.Exchanges.Add(Orders(new ScheduleDefinition { Every = TimeSpan.FromMinutes(15) }));
        var page = Render<SchedulesPage>();

        page.WaitForElement("[data-testid=pause]").Click();

        page.WaitForElement("[data-testid=paused]");
    }

    [Fact]
    public void Page_Viewer_ChangesNothing()
    {
        World.Exchanges.Add(Orders(new ScheduleDefinition { Every = TimeSpan.FromMinutes(15) }));
        Visitor.SetPolicies(Policies.See);

        var page = Render<SchedulesPage>();

        page.WaitForElement("[data-exchange=orders]");
        page.FindAll(".page-head button, .row-actions button").Select(button => button.TextContent).Should().BeEmpty();
    }

    [Fact]
    public void Page_NoScheduler_SaysThatNothingStarts()
    {
        World.Exchanges.Add(Orders(null));
        World.Schedules.Nodes = [];

        var page = Render<SchedulesPage>();

        page.WaitForElement(".note-warn").TextContent.Should().Contain("планировщик");
    }

    private static ExchangeDefinition Orders(ScheduleDefinition? schedule) => SourceTable.Definition() with { Schedule = schedule };
}
