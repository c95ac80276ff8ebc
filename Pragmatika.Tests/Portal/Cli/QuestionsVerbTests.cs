using System.Text.Json;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Questions;
using Pragmatika.Tests.Support.Fakes;
using static Pragmatika.Tests.Portal.Cli.CliRig;

namespace Pragmatika.Tests.Portal.Cli;

/// <summary><c>questions NAME list|answer</c>.</summary>
public sealed class QuestionsVerbTests
{
    [Fact]
    public async Task List_Json_HasTheOpenQuestionsWithHiddenPhones()
    {
        var (rig, _) = Rig();

        (await rig.RunAsync("questions", "customers", "list", "--kind", "conflict", "--json")).Should().Be(0);

        using var json = JsonDocument.Parse(rig.Out);
        json.RootElement.GetProperty("count").GetInt32().Should().Be(3);
        json.RootElement.GetProperty("questions")[0].GetProperty("kind").GetString().Should().Be("conflict");
        rig.Out.Should().Contain("Петрова").And.NotContain("9210000012");
    }

    [Fact]
    public async Task List_Table_ShowsBothValuesAndTheCandidates()
    {
        var (rig, _) = Rig();

        (await rig.RunAsync("questions", "customers", "list")).Should().Be(0);

        rig.Out.Should().Contain("lastName").And.Contain("2077").And.Contain("delete").And.NotContain("9210000013");
    }

    [Theory]
    [InlineData("1", "--side=crm", AnswerSide.Crm, null, null)]
    [InlineData("1", "--value=Иванов", AnswerSide.Typed, "Иванов", null)]
    [InlineData("4", "--crm-id=2041", AnswerSide.Candidate, null, 2041L)]
    [InlineData("5", "--side=delete", AnswerSide.Delete, null, null)]
    public async Task Answer_OfOneQuestion_IsGivenAsAsked(string id, string option, AnswerSide side, string? text, long? crmId)
    {
        var (rig, questions) = Rig();

        (await rig.RunAsync("questions", "customers", "answer", "--id", id, option)).Should().Be(0);

        questions.Answered.Should().ContainSingle().Which.Should().Match<(Answer, bool, string)>(given =>
            given.Item1.Side == side && given.Item1.Text == text && given.Item1.CrmId == crmId && given.Item1.Revision == 1 && !given.Item2 && given.Item3 == "cli");
        rig.Out.Should().Contain($"{id}: done.");
    }

    [Fact]
    public async Task Answer_AllOfAKindAsARule_GoesToEveryOneOfThem()
    {
        var (rig, questions) = Rig();

        (await rig.RunAsync("questions", "customers", "answer", "--all", "--kind", "conflict", "--flow", "contacts", "--side", "sql", "--rule", "--json")).Should().Be(0);

        questions.Answered.Select(given => (given.Answer.Id, given.AsRule)).Should().BeEquivalentTo([(1L, true), (2L, true)]);
        using var json = JsonDocument.Parse(rig.Out);
        json.RootElement.GetProperty("done").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Answer_NotCarriedOut_SaysWhyAndExitsWithThree()
    {
        var (rig, questions) = Rig();
        questions.Outcome = question => new AnswerResult(question.Id, AnswerOutcome.Failed, "The record is paused.");

        (await rig.RunAsync("questions", "customers", "answer", "--id", "1", "--side", "sql")).Should().Be(3);

        rig.Out.Should().Contain("1: not done. The record is paused.");
    }

    [Theory]
    [InlineData("--id", "1")]
    [InlineData("--id", "1", "--side", "sql", "--value", "x")]
    [InlineData("--side", "sql")]
    [InlineData("--all", "--id", "1", "--side", "sql")]
    [InlineData("--id", "1", "--id", "2", "--revision", "1", "--side", "sql")]
    [InlineData("--id", "7", "--side", "sql")]
    [InlineData("--id", "1", "--side", "nonsense")]
    public async Task Answer_WhatDoesNotGo_IsRefusedWithTwo(params string[] options)
    {
        var (rig, questions) = Rig();

        (await rig.RunAsync(["questions", "customers", "answer", .. options])).Should().Be(2);

        questions.Answered.Should().BeEmpty();
    }

    [Fact]
    public async Task Questions_OfAnUnknownExchange_ExitWithTwo()
    {
        var (rig, _) = Rig();

        (await rig.RunAsync("questions", "nobody", "list")).Should().Be(2);
    }

    private static (CliRig Rig, FakeQuestionService Questions) Rig()
    {
        var questions = new FakeQuestionService();
        questions.Fill(DateTimeOffset.UnixEpoch.AddYears(55));
        return (new CliRig().With<IExchangeCatalog>(new FakeCatalog(Definition("customers"))).With<IQuestionService>(questions), questions);
    }
}
