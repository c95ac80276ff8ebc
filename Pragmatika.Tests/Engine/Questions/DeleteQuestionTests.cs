using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Questions;

/// <summary>Records deleted in the CRM, and what becomes of their rows.</summary>
public sealed class DeleteQuestionTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_PolicyDelete_TakesTheRowsOfThatRecordOnly(SqlEngine engine)
    {
        await using var rig = await StartAsync(DeletePolicy.Delete, engine);
        await rig.DeleteAsync("deal", 1);

        var run = await rig.RunAsync(RunMode.Heard);
        var next = await rig.RunAsync(RunMode.Full);

        run.Flows["deals"].Updated.Should().Be(1);
        (await rig.CellAsync("deal", 1)).Should().BeNull();
        (await rig.CellAsync("deal", 2)).Should().Be("d2");
        next.State.Should().Be(RunState.Succeeded);
        next.Total.Created.Should().Be(0);
    }

    [Fact]
    public async Task Run_MoreDeletesThanTheFuseAllows_StopsBeforeAnyRowGoes()
    {
        await using var rig = await StartAsync(DeletePolicy.Delete, limit: 1);
        await rig.DeleteAsync("deal", 1);
        await rig.DeleteAsync("deal", 2);

        var run = await rig.RunAsync(RunMode.Heard);

        run.State.Should().Be(RunState.FuseBlown);
        (await rig.CellAsync("deal", 1)).Should().Be("d1");
        (await rig.CellAsync("deal", 2)).Should().Be("d2");
    }

    [Fact]
    public async Task Answer_Delete_TakesTheRows()
    {
        await using var rig = await AskedAsync();
        var question = await OnlyAsync(rig);

        (await rig.CellAsync("deal", 1)).Should().Be("d1", "nothing goes before the answer");
        question.Should().BeEquivalentTo(new { Kind = QuestionKind.DeleteRows, Flow = "deals", Key = "d1", RowKey = "1", CrmId = 1L });
        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Delete))).Should().BeEquivalentTo(new AnswerResult(question.Id, AnswerOutcome.Done));

        (await rig.CellAsync("deal", 1)).Should().BeNull();
        (await Questions(rig).FindAsync(question.Id, default)).Should().BeEquivalentTo(new { State = QuestionState.Answered, ClosedBy = "anna", Answer = AnswerSide.Delete });
    }

    [Fact]
    public async Task Answer_Keep_AsksNoMoreAboutTheSameDelete()
    {
        await using var rig = await AskedAsync();
        var question = await OnlyAsync(rig);

        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Keep))).Outcome.Should().Be(AnswerOutcome.Done);
        await rig.HearAsync("deal", 1, HeardKind.Deleted);
        await rig.RunAsync(RunMode.Heard);

        (await Questions(rig).CountsAsync(default)).Should().BeEmpty();
        (await rig.CellAsync("deal", 1)).Should().Be("d1");
    }

    [Fact]
    public async Task Answer_NoRowCarriesTheRecordAnyMore_WithdrawsTheQuestion()
    {
        await using var rig = await AskedAsync();
        await rig.ExecuteAsync("UPDATE people SET deal = 'd9' WHERE id = 1");
        var question = await OnlyAsync(rig);

        var result = await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Delete));

        result.Outcome.Should().Be(AnswerOutcome.Gone, "no row carries the record any more");
        (await rig.CellAsync("deal", 1)).Should().Be("d9");
    }

    [Fact]
    public async Task Run_RowAddedAgainAfterBothSidesWent_CreatesTheRecordAnew()
    {
        await using var rig = await StartAsync(DeletePolicy.Delete);
        await rig.DeleteAsync("deal", 1);
        await rig.RunAsync(RunMode.Heard);
        await rig.AddAsync(1, "c1", "Анна", null, "d1");

        var run = await rig.RunAsync();

        run.Flows["deals"].Created.Should().Be(1);
        (await rig.Store.LinksAsync("people", "deals", ["d1"], default))["d1"].CrmId.Should().Be(3);
    }

    [Theory]
    [InlineData(HeardKind.Deleted)]
    [InlineData(HeardKind.Changed)]
    public async Task Run_StaleEvent_NeitherResurrectsNorOverwrites(HeardKind stale)
    {
        await using var rig = await StartAsync(DeletePolicy.Ask);
        await rig.HearAsync("deal", 1);
        await rig.HearAsync("deal", 2);
        await rig.RunAsync(); // the portal fills the closing day, which the table had none of
        await rig.ExecuteAsync("UPDATE people SET amount = '700' WHERE id = 1");
        await rig.RunAsync();
        await rig.DeleteAsync("deal", 2);
        await rig.RunAsync(RunMode.Heard);
        await rig.HearAsync("deal", 1, stale);
        await rig.HearAsync("deal", 2, HeardKind.Changed);

        var run = await rig.RunAsync();

        run.Total.Created.Should().Be(0);
        run.Total.Updated.Should().Be(0);
        (await rig.CellAsync("amount", 1)).Should().Be("700");
        (await rig.ItemAsync("deal", 1)).Values["opportunity"].AsNumber.Should().Be(700);
        (await OnlyAsync(rig)).Key.Should().Be("d2", "the delete that is true is the only one asked about");
    }

    private static async Task<TwoWayRig> StartAsync(DeletePolicy policy, SqlEngine engine = SqlEngine.Sqlite, int limit = 10)
    {
        var rig = await TwoWayRig.StartAsync(engine, ConflictPolicy.Sql, definition => definition with
        {
            Limits = definition.Limits with { Fuse = new FuseLimits { Deletes = new FuseLimit { Count = limit } } },
            Flows = [definition.Flows[0], definition.Flows[1] with { Deleted = new DeletedDefinition { Policy = policy } }],
        });
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.AddAsync(2, "c1", "Анна", null, "d2");
        var first = await rig.RunAsync();
        first.State.Should().Be(RunState.Succeeded, first.Message);
        return rig;
    }

    private static async Task<TwoWayRig> AskedAsync()
    {
        var rig = await StartAsync(DeletePolicy.Ask);
        await rig.DeleteAsync("deal", 1);
        (await rig.RunAsync(RunMode.Heard)).State.Should().Be(RunState.NeedsPerson);
        return rig;
    }

    private static IQuestionService Questions(TwoWayRig rig) => rig.Rig.Service<IQuestionService>();

    private static async Task<Question> OnlyAsync(TwoWayRig rig) => (await Questions(rig).PageAsync(new QuestionFilter(), 0, 10, default)).Should().ContainSingle().Subject;

    private static async Task<AnswerResult> AnswerAsync(TwoWayRig rig, Answer answer) => (await Questions(rig).AnswerAsync([answer], asRule: false, "anna", default)).Single();
}
