using Bunit;
using Pragmatika.Engine.Delivery;
using Pragmatika.Portal.Features.DeadLetters;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.DeadLetters;

public sealed class LetterPageTests : PageContext
{
    [Fact]
    public void Replay_ValueFixed_SendsOnlyTheFixAndShowsWhereItLanded()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Отказ"));
        var page = Open(7);

        page.WaitForElement("[data-field=phone]").Input("+79215550011");
        page.Find("[data-testid=letter-form]").Submit();

        page.WaitForAssertion(() => page.Find("[data-testid=replay-result]").TextContent.Should().Contain("4711"));
        World.Letters.Replayed.Should().ContainSingle().Which.Edited.Should().Equal(new Dictionary<string, string?> { ["phone"] = "+79215550011" });
        page.FindAll("[data-testid=replay]").Should().BeEmpty();
    }

    [Fact]
    public void Replay_RefusedAgain_KeepsWhatWasTyped()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Отказ"));
        World.Letters.Lands = _ => false;
        var page = Open(7);

        page.WaitForElement("[data-field=phone]").Input("+79215550011");
        page.Find("[data-testid=letter-form]").Submit();

        page.WaitForAssertion(() => page.Find("[data-testid=replay-result]").ClassList.Should().Contain("note-error"));
        page.Find("[data-field=phone]").GetAttribute("value").Should().Be("+79215550011");
    }

    [Fact]
    public void Choose_Candidate_ReplaysWithThatRecord()
    {
        World.Store.Put(FakeData.Letter(8, FakeData.Noon, DeadLetterCause.DoubtfulMatch, "DOUBTFUL_MATCH", "Три похожих") with { Candidates = [118, 2041] });
        var page = Open(8);

        page.WaitForElement("[data-candidate='2041']").Change("on");
        page.Find("[data-testid=letter-form]").Submit();

        page.WaitForAssertion(() => World.Letters.Replayed.Should().ContainSingle().Which.CrmId.Should().Be(2041));
    }

    [Fact]
    public void Page_Viewer_SeesMaskedValuesAndNoForm()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Отказ"));
        Visitor.SetPolicies(Policies.See);

        var page = Open(7);

        page.WaitForAssertion(() => page.Markup.Should().Contain("birthdate"));
        page.FindAll("form").Should().BeEmpty();
        page.Markup.Should().NotContain("9210000012");
    }

    [Fact]
    public void Page_NoSuchLetter_SaysSo() => Open(404).WaitForElement(".state").TextContent.Should().Contain("Такой записи нет");

    private IRenderedComponent<LetterPage> Open(long id) => Render<LetterPage>(page => page.Add(parameters => parameters.Id, id));
}
