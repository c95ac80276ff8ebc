using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Portal.Features.DeadLetters;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.DeadLetters;

public sealed class DeadLettersPageTests : PageContext
{
    [Fact]
    public void Page_OpenLetters_GroupsThemByCauseMostFirst()
    {
        FakeData.Fill(World, FakeData.Noon);

        var page = Render<DeadLettersPage>();

        page.WaitForElement("[data-testid=letters]");
        page.FindAll(".cause").Select(cause => cause.GetAttribute("data-code")).First().Should().Be("INVALID_ARG_VALUE");
        page.FindAll("[data-testid=letters] tbody tr").Should().HaveCount(14);
    }

    [Fact]
    public void Page_OneCauseInTheAddress_ShowsOnlyItsLetters()
    {
        FakeData.Fill(World, FakeData.Noon);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/dead-letters?code=DOUBTFUL_MATCH");

        var page = Render<DeadLettersPage>();

        page.WaitForAssertion(() => page.FindAll("[data-testid=letters] tbody tr").Should().ContainSingle());
    }

    [Fact]
    public void Page_NothingWaits_SaysEverythingLanded() =>
        Render<DeadLettersPage>().WaitForElement(".state").TextContent.Should().Contain("Всё доставлено");

    [Theory]
    [InlineData(null, "/dead-letters")]
    [InlineData("any", "/dead-letters?state=any")]
    [InlineData("discarded", "/dead-letters?state=discarded")]
    [InlineData("nonsense", "/dead-letters")]
    public void Address_State_ReadsBackTheSame(string? state, string expected) => LettersAddress.Read(null, null, state, null).ToString().Should().Be(expected);
}
