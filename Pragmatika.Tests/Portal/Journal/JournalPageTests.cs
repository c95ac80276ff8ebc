using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Portal.Features.Journal;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Journal;

public sealed class JournalPageTests : PageContext
{
    [Fact]
    public void Page_LiveEntryArrives_ShowsIt()
    {
        World.Journal.Append(FakeData.Entry(FakeData.Noon, 0));
        var page = Render<JournalPage>();
        page.WaitForAssertion(() => page.FindAll(".entry").Should().HaveCount(1));

        World.Journal.Append(FakeData.Entry(FakeData.Noon, 3));

        page.WaitForAssertion(() => page.FindAll(".entry").Should().HaveCount(2));
    }

    [Fact]
    public void Page_Paused_SaysHowManyAreNewAndKeepsTheRows()
    {
        World.Journal.Append(FakeData.Entry(FakeData.Noon, 0));
        var page = Render<JournalPage>();
        page.WaitForElement("[data-testid=pause]").Click();

        World.Journal.Append(FakeData.Entry(FakeData.Noon, 3), FakeData.Entry(FakeData.Noon, 5));

        page.WaitForAssertion(() => page.Find(".tail").TextContent.Should().Contain("новых: 2"));
        page.FindAll(".entry").Should().HaveCount(1);
    }

    [Fact]
    public void Page_EntryOpened_ShowsBeforeAndAfterWithMaskedPhones()
    {
        World.Journal.Append(FakeData.Entry(FakeData.Noon, 1));
        var page = Render<JournalPage>();

        page.WaitForElement(".entry-open").Click();

        var details = page.Find("[data-testid=entry-details]").TextContent;
        details.Should().Contain("opportunity").And.Contain("125000");
        page.Markup.Should().NotContain("9210000012").And.Contain("***");
    }

    [Fact]
    public void Page_FilterInTheAddress_ShowsOnlyWhatFits()
    {
        World.Journal.Append([.. FakeData.Entries(FakeData.Noon).Take(26)]);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/journal?level=error");

        var page = Render<JournalPage>();

        page.WaitForAssertion(() => page.FindAll(".entry").Should().HaveCount(2).And.OnlyContain(row => row.ClassList.Contains("entry-Error")));
    }

    [Fact]
    public void Page_NothingInTheJournal_SaysSo()
    {
        var page = Render<JournalPage>();

        page.WaitForAssertion(() => page.Find(".state").TextContent.Should().Contain("Журнал пуст"));
    }

    [Fact]
    public async Task Page_Left_StopsWatching()
    {
        var page = Render<JournalPage>();
        page.WaitForAssertion(() => World.Journal.Watchers.Should().Be(1));

        await DisposeComponentsAsync();

        World.Journal.Watchers.Should().Be(0);
    }
}
