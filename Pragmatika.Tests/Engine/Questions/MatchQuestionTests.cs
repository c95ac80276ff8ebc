using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Tests.Engine.Runs.Reverse;

namespace Pragmatika.Tests.Engine.Questions;

/// <summary>Several CRM records fit a row: nothing is guessed, a person chooses.</summary>
public sealed class MatchQuestionTests
{
    [Fact]
    public async Task Run_SeveralRecordsMatch_AsksWithItsCandidates()
    {
        await using var rig = await StartAsync();

        (await OnlyAsync(rig)).Should().BeEquivalentTo(new
        {
            Kind = QuestionKind.Match, Flow = "contacts", Key = "c1", RowKey = "1", Title = "Анна", SqlValue = "+79210000001", Candidates = new[] { 1L, 2L }, CrmId = (long?)null,
        });
    }

    [Theory]
    [InlineData(AnswerSide.Candidate, 2L, 2L)]
    [InlineData(AnswerSide.CreateNew, null, 3L)]
    public async Task Answer_Given_LinksThatRecordAndClosesTheLetter(AnswerSide side, long? chosen, long expected)
    {
        await using var rig = await StartAsync();
        var question = await OnlyAsync(rig);

        var result = await AnswerAsync(rig, new Answer(question.Id, question.Revision, side) { CrmId = chosen });

        result.Should().BeEquivalentTo(new AnswerResult(question.Id, AnswerOutcome.Done));
        (await rig.Store.LinksAsync("people", "contacts", ["c1"], default))["c1"].CrmId.Should().Be(expected);
        (await rig.Store.DeadLettersAsync("people", DeadLetterState.Open, null, 0, 10, default)).Should().BeEmpty();
        (await Questions(rig).FindAsync(question.Id, default)).Should().BeEquivalentTo(new { State = QuestionState.Answered, ClosedBy = "anna", Answer = side });
        (await Questions(rig).FindAsync(question.Id, default))!.CrmId.Should().Be(chosen);
        (await rig.RunAsync(RunMode.Full)).Total.Conflicted.Should().Be(0);
    }

    [Fact]
    public async Task Answer_NotACandidate_IsRefused()
    {
        await using var rig = await StartAsync();
        var question = await OnlyAsync(rig);

        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Candidate) { CrmId = 77 })).Outcome.Should().Be(AnswerOutcome.Failed);
        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Sql))).Outcome.Should().Be(AnswerOutcome.Failed);
        (await AnswerAsync(rig, new Answer(4711, 1, AnswerSide.CreateNew))).Outcome.Should().Be(AnswerOutcome.Gone);
        (await rig.Store.LinksAsync("people", "contacts", ["c1"], default)).Should().BeEmpty();
    }

    [Fact]
    public async Task DeadLetter_ReplayedWithAChoice_WithdrawsTheQuestion()
    {
        await using var rig = await StartAsync();
        var letter = (await rig.Store.DeadLettersAsync("people", DeadLetterState.Open, null, 0, 10, default)).Single();

        (await rig.Rig.Service<IDeadLetterService>().ReplayAsync(letter.Id, null, 1, "anna", default)).Landed.Should().BeTrue();

        (await Questions(rig).PageAsync(new QuestionFilter { State = null }, 0, 10, default)).Single().State.Should().Be(QuestionState.Withdrawn);
    }

    private static async Task<TwoWayRig> StartAsync()
    {
        var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, ConflictPolicy.Sql);
        var contact = await rig.Portal.EntityAsync("contact", default);
        await rig.Portal.BatchAsync(
            [.. new[] { "Анна раз", "Анна два" }.Select(name => rig.Portal.Add(contact, [new("name", Value.Text(name)), new("phone", Value.Text("+79210000001"))]))], default);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        (await rig.RunAsync()).State.Should().Be(RunState.NeedsPerson);
        return rig;
    }

    private static IQuestionService Questions(TwoWayRig rig) => rig.Rig.Service<IQuestionService>();

    private static async Task<Question> OnlyAsync(TwoWayRig rig) => (await Questions(rig).PageAsync(new QuestionFilter(), 0, 10, default)).Should().ContainSingle().Subject;

    private static async Task<AnswerResult> AnswerAsync(TwoWayRig rig, Answer answer) => (await Questions(rig).AnswerAsync([answer], asRule: false, "anna", default)).Single();
}
