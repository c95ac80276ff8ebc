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
    public void Page_LetterWasSent_SaysWithWhatAndShowsNoNumberInFull()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Отказ") with
        {
            State = DeadLetterState.Replayed,
            Mended = new Mending(new Dictionary<string, string?> { ["birthdate"] = "2024-02-28", ["phone"] = "+79215550011" }, "olga", FakeData.Noon, 4711),
        });

        var sent = Open(7).WaitForElement("[data-testid=letter-sent]");

        sent.TextContent.Should().Contain("olga").And.Contain("28.02.2024").And.Contain("Дата рождения").And.Contain("4711").And.NotContain("5550011");
    }

    [Fact]
    public void Mend_BeforeSending_SaysThatTheTableKeepsTheOldValue()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Отказ"));
        var page = Open(7);

        page.WaitForElement("[data-field=phone]").Input("+79215550011");

        page.Find("[data-testid=mend-note]").TextContent.Should().Contain("В таблице останется прежнее значение");
        page.FindAll("[data-testid=also-table]").Should().BeEmpty();
    }

    [Fact]
    public void Mend_RuleAllowsTheTable_WritesItThereFirst()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Rejected, "MAPPING", "Отказ"));
        World.Rows.Writable["birthdate"] = "BirthDate";
        var page = Open(7);

        page.WaitForElement("[data-field=birthdate]").Input("28.02.2024");
        page.WaitForElement("[data-testid=also-table]").Change(true);
        page.Find("[data-testid=letter-form]").Submit();

        page.WaitForElement("[data-testid=letter-sent]");
        World.Rows.Written.Should().ContainSingle().Which.Values.Should().Equal(new Dictionary<string, string?> { ["birthdate"] = "28.02.2024" });
    }

    [Fact]
    public void Mend_RowChangedMeanwhile_SendsNothing()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Rejected, "MAPPING", "Отказ"));
        World.Rows.Writable["birthdate"] = "BirthDate";
        World.Rows.RowHasChanged = true;
        var page = Open(7);

        page.WaitForElement("[data-field=birthdate]").Input("28.02.2024");
        page.WaitForElement("[data-testid=also-table]").Change(true);
        page.Find("[data-testid=letter-form]").Submit();

        page.WaitForAssertion(() => page.Find("[data-testid=replay-result]").TextContent.Should().Contain("успели изменить"));
        World.Letters.Replayed.Should().BeEmpty();
    }

    [Fact]
    public void Page_ALetter_SaysWhoseRecordItIs()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Отказ"));

        var whose = Open(7).WaitForElement("[data-testid=whose] .whose-records");

        whose.TextContent.Should().Contain("Петров Иван").And.Contain("Заказ-наряд ЗН-17");
    }

    [Fact]
    public void Page_TableDoesNotAnswer_StillShowsTheLetter()
    {
        World.Rows.Failure = new InvalidOperationException("down");
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Отказ"));

        var page = Open(7);

        page.WaitForAssertion(() => page.Find("[data-testid=whose]").TextContent.Should().Contain("не отвечает"));
        page.FindAll("[data-testid=replay]").Should().NotBeEmpty();
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

        page.WaitForAssertion(() => page.Markup.Should().Contain("31.02.2024"));
        page.FindAll("form").Should().BeEmpty();
        page.Markup.Should().NotContain("9210000012");
    }

    [Fact]
    public void Page_NoSuchLetter_SaysSo() => Open(404).WaitForElement(".state").TextContent.Should().Contain("Такой записи нет");

    private IRenderedComponent<LetterPage> Open(long id) => Render<LetterPage>(page => page.Add(parameters => parameters.Id, id));
}
