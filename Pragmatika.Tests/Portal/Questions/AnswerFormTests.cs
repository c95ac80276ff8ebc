using Pragmatika.Engine.Questions;
using Pragmatika.Portal.Features.Questions;

namespace Pragmatika.Tests.Portal.Questions;

public sealed class AnswerFormTests
{
    [Fact]
    public void Type_Text_ChoosesItAndEmptyingTakesItBack()
    {
        var form = Form(1);
        var pick = form.Picks[0];

        pick.Type("третье");
        form.Answers().Should().Equal(new Answer(1, 1, AnswerSide.Typed) { Text = "третье" });
        pick.Choose(AnswerSide.Sql);
        form.Answers().Should().Equal(new Answer(1, 1, AnswerSide.Sql));
        pick.Type("ещё");
        pick.Type(string.Empty);
        form.Chosen.Should().Be(0);
    }

    [Fact]
    public void CanBeRule_OnlyForSides()
    {
        var form = Form(2);
        form.CanBeRule.Should().BeFalse();
        form.ChooseAll(AnswerSide.Crm);
        form.CanBeRule.Should().BeTrue();
        form.RuleFields.Should().Equal(("people", "contacts", "name"));
        form.Picks[1].Type("иное");
        form.CanBeRule.Should().BeFalse("a rule cannot hold a typed value");
    }

    [Fact]
    public void Take_Results_KeepsWhatIsNotSettledAsItStandsNow()
    {
        var form = Form(3);
        form.ChooseAll(AnswerSide.Sql);
        form.AsRule = true;

        var done = form.Take(
        [
            new AnswerResult(1, AnswerOutcome.Done),
            new AnswerResult(2, AnswerOutcome.Changed, "изменилось") { Now = Question(2) with { Revision = 5, SqlValue = "новое" } },
            new AnswerResult(3, AnswerOutcome.Failed, "не вышло") { Now = Question(3) },
        ]);

        done.Should().Be(1);
        form.AsRule.Should().BeFalse();
        form.Picks.Select(pick => pick.Question.Id).Should().Equal(2, 3);
        form.Picks[0].Question.SqlValue.Should().Be("новое");
        form.Answers().Should().Equal([new Answer(3, 1, AnswerSide.Sql)], "an answer to other values is not kept");
    }

    [Theory]
    [InlineData("/questions", null, null, null, null, null)]
    [InlineData("/questions?tab=deletes&exchange=people&q=%D0%B0%20%D0%B1&page=2", "Deletes", "people", null, " а б ", 2)]
    [InlineData("/questions?flow=contacts", "nonsense", " ", "contacts", null, -4)]
    public void Address_ReadAndPrinted_IsTheSameView(string printed, string? tab, string? exchange, string? flow, string? text, int? page)
    {
        QuestionsAddress.Read(tab, exchange, flow, text, page).ToString().Should().Be(printed);
    }

    private static AnswerForm Form(int count) => new(Enumerable.Range(1, count).Select(id => Question(id)));

    private static Question Question(long id) => new()
    {
        Id = id,
        Kind = QuestionKind.Conflict,
        Exchange = "people",
        Flow = "contacts",
        Key = "c1",
        Field = "name",
        SqlValue = "а",
        CrmValue = "б",
        OpenedAt = DateTimeOffset.UnixEpoch,
    };
}
