using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Questions;

/// <summary>Rows that went from the table, and what becomes of their CRM records.</summary>
public sealed class VanishedTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_PolicyDelete_DeletesWhatNoRowCarries(SqlEngine engine)
    {
        await using var rig = await StartAsync(DeletePolicy.Delete, engine: engine);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");

        var run = await rig.RunAsync();
        var next = await rig.RunAsync();

        run.Flows["deals"].Updated.Should().Be(1);
        (await IdsAsync(rig, "deal")).Should().Equal(1, 3);
        (await IdsAsync(rig, "contact")).Should().Equal(1, 2);
        (await rig.Store.LinksAsync("people", "deals", ["d2"], default)).Should().BeEmpty();
        next.Total.Updated.Should().Be(0);
        next.Commands.Should().BeLessThan(run.Commands);
    }

    [Fact]
    public async Task Run_RowComesBackAfterTheDelete_IsCreatedAnew()
    {
        await using var rig = await StartAsync(DeletePolicy.Delete);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        await rig.RunAsync();
        await rig.AddAsync(2, "c1", "Анна", null, "d2");

        var run = await rig.RunAsync();

        run.Flows["deals"].Created.Should().Be(1);
        (await IdsAsync(rig, "deal")).Should().Equal(1, 3, 4);
    }

    [Fact]
    public async Task Run_AnotherRowCarriesTheRecord_LeavesItAlone()
    {
        await using var rig = await StartAsync(DeletePolicy.Delete);
        await rig.AddAsync(4, "c1", "Анна", null, "d1");
        await rig.RunAsync();
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 1");

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.Succeeded);
        (await IdsAsync(rig, "deal")).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Run_RowNoLongerMeetsTheCondition_LeavesItAlone()
    {
        await using var rig = await StartAsync(DeletePolicy.Delete, condition: new RowCondition { Column = "stage", Is = "ne", Value = "2" });
        await rig.ExecuteAsync("UPDATE people SET stage = '2' WHERE id = 1");
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");

        await rig.RunAsync();

        (await IdsAsync(rig, "deal")).Should().Equal(1, 3);
    }

    [Fact]
    public async Task Run_TableCameUpEmpty_MeetsTheFuse()
    {
        await using var rig = await StartAsync(DeletePolicy.Delete, limit: 2);
        await rig.ExecuteAsync("DELETE FROM people");

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.FuseBlown);
        run.Message.Should().Contain("удалил бы");
        (await IdsAsync(rig, "deal")).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Run_PolicyMark_MarksOnce()
    {
        await using var rig = await StartAsync(DeletePolicy.Mark);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");

        var run = await rig.RunAsync();
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 3");
        var next = await rig.RunAsync();

        run.Flows["deals"].Updated.Should().Be(1);
        (await rig.ItemAsync("deal", 2)).Values["additionalInfo"].Should().Be(Value.Text("нет в 1С"));
        (await rig.ItemAsync("deal", 1)).Values.GetValueOrDefault("additionalInfo").IsNone.Should().BeTrue();
        next.Flows["deals"].Updated.Should().Be(1, "the record marked before is left alone");
    }

    [Fact]
    public async Task Run_PolicyAsk_WaitsForAYesAndThenDeletes()
    {
        await using var rig = await StartAsync(DeletePolicy.Ask);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        (await rig.RunAsync()).State.Should().Be(RunState.NeedsPerson);
        (await rig.RunAsync()).State.Should().Be(RunState.Succeeded);
        var question = await OnlyAsync(rig);

        question.Should().BeEquivalentTo(new { Kind = QuestionKind.DeleteRecord, Flow = "deals", Key = "d2", RowKey = "", CrmId = 2L, Title = "d2" });
        (await IdsAsync(rig, "deal")).Should().Equal(1, 2, 3);
        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Delete))).Should().BeEquivalentTo(new AnswerResult(question.Id, AnswerOutcome.Done));
        (await IdsAsync(rig, "deal")).Should().Equal(1, 3);
        (await Questions(rig).FindAsync(question.Id, default))!.State.Should().Be(QuestionState.Answered);
    }

    [Fact]
    public async Task Run_AskedRecordComesBack_WithdrawsTheQuestion()
    {
        await using var rig = await StartAsync(DeletePolicy.Ask);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        await rig.RunAsync();
        var question = await OnlyAsync(rig);
        await rig.AddAsync(2, "c1", "Анна", null, "d2");

        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Delete))).Outcome.Should().Be(AnswerOutcome.Gone);
        await rig.RunAsync();

        (await Questions(rig).FindAsync(question.Id, default))!.State.Should().Be(QuestionState.Withdrawn);
        (await IdsAsync(rig, "deal")).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Run_Kept_AsksNoMoreWhenOtherRowsGo()
    {
        await using var rig = await StartAsync(DeletePolicy.Ask);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        await rig.RunAsync();
        var question = await OnlyAsync(rig);
        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Keep))).Outcome.Should().Be(AnswerOutcome.Done);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 3");

        await rig.RunAsync();

        (await OnlyAsync(rig)).Key.Should().Be("d3");
    }

    private static async Task<TwoWayRig> StartAsync(DeletePolicy policy, int limit = 10, SqlEngine engine = SqlEngine.Sqlite, RowCondition? condition = null)
    {
        var rig = await TwoWayRig.StartAsync(engine, ConflictPolicy.Sql, definition => definition with
        {
            Limits = definition.Limits with { Fuse = new FuseLimits { Deletes = new FuseLimit { Count = limit } } },
            Flows =
            [
                definition.Flows[0],
                definition.Flows[1] with { Deleted = null, Condition = condition, Vanished = new VanishedDefinition { Policy = policy, Field = policy == DeletePolicy.Mark ? "additionalInfo" : null, Value = "нет в 1С" } },
            ],
        });
        await rig.AddAsync(1, "c1", "Анна", null, "d1");
        await rig.AddAsync(2, "c1", "Анна", null, "d2");
        await rig.AddAsync(3, "c2", "Борис", null, "d3");
        var first = await rig.RunAsync();
        first.State.Should().Be(RunState.Succeeded, first.Message);
        return rig;
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(TwoWayRig rig, string entity)
    {
        var ids = new List<long>();
        await foreach (var item in rig.Portal.ReadAllAsync(await rig.Portal.EntityAsync(entity, default), [], ["id"], default))
        {
            ids.Add(item.Id);
        }

        return ids;
    }

    private static IQuestionService Questions(TwoWayRig rig) => rig.Rig.Service<IQuestionService>();

    private static async Task<Question> OnlyAsync(TwoWayRig rig) => (await Questions(rig).PageAsync(new QuestionFilter(), 0, 10, default)).Should().ContainSingle().Subject;

    private static async Task<AnswerResult> AnswerAsync(TwoWayRig rig, Answer answer) => (await Questions(rig).AnswerAsync([answer], asRule: false, "anna", default)).Single();
}
