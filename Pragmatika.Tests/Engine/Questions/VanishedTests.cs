using System.Globalization;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Features.Plans;
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

    [Theory]
    [InlineData(DeletePolicy.Delete)]
    [InlineData(DeletePolicy.Ask)]
    public async Task DryRun_RowsGone_CountsThemAndTouchesNothing(DeletePolicy policy)
    {
        await using var rig = await StartAsync(policy);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");

        var dry = await rig.RunAsync(dryRun: true);

        (dry.Flows["deals"].Updated + dry.Flows["deals"].Conflicted).Should().Be(1);
        (await IdsAsync(rig, "deal")).Should().Equal(1, 2, 3);
        (await Questions(rig).CountsAsync(default)).Should().BeEmpty();
        var real = await rig.RunAsync();
        (real.Flows["deals"].Updated + real.Flows["deals"].Conflicted).Should().Be(1, "the dry run forgot nothing");
    }

    [Theory]
    [InlineData(DeletePolicy.Delete, "удалилась бы", null)]
    [InlineData(DeletePolicy.Mark, "получила бы отметку", """{"additionalInfo":[null,"нет в 1С"]}""")]
    [InlineData(DeletePolicy.Ask, "ждала бы решения", null)]
    [InlineData(DeletePolicy.Ignore, "осталась бы как есть", null)]
    public async Task DryRun_RowsGone_ListsEachWithItsKeyAndWhatWouldBecomeOfIt(DeletePolicy policy, string why, string? changes)
    {
        await using var rig = await StartAsync(policy);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        await rig.ExecuteAsync("UPDATE people SET name = 'Иначе' WHERE id = 3");

        var dry = await rig.RunAsync(dryRun: true);

        var planned = new List<PlannedChange>();
        await foreach (var change in rig.Rig.Service<IPlannedChanges>().AllAsync(dry.Id, new PlannedFilter(), default))
        {
            planned.Add(change);
        }

        planned.Select(change => (change.Number, change.Kind, change.Flow, change.Key)).Should().Equal((1L, PlannedKind.Update, "contacts", "c2"), (2L, PlannedKind.Vanished, "deals", "d2"));
        planned[1].Should().Match<PlannedChange>(change => change.CrmId == 2 && change.Title == "d2" && change.Changes == changes && change.Why.Contains(why));
        (await IdsAsync(rig, "deal")).Should().Equal(1, 2, 3);
        using var csv = new MemoryStream();
        var gone = rig.Rig.Service<IPlannedChanges>().AllAsync(dry.Id, new PlannedFilter { Kind = PlannedKind.Vanished }, default);
        await CsvExport.WriteAsync(csv, PlanSheet.Of("plan", gone), CultureInfo.GetCultureInfo("ru"), default);
        System.Text.Encoding.UTF8.GetString(csv.ToArray()).Should().Contain("2;deals;d2;2;исчезла из таблицы;d2;").And.Contain(why);
    }

    [Fact]
    public async Task Exactly_AfterRowsWent_LeavesThemToAnOrdinaryRun()
    {
        await using var rig = await StartAsync(DeletePolicy.Mark);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        await rig.ExecuteAsync("UPDATE people SET name = 'Иначе' WHERE id = 3");
        var dry = await rig.RunAsync(dryRun: true);

        var started = await rig.Rig.Runs.StartAsync(new RunRequest { Exchange = "people", Mode = RunMode.Exactly, Of = new RunScope(dry.Id) }, default);
        var exactly = await rig.Rig.Runs.CompletionAsync(started.Id, default);
        var marked = (await rig.ItemAsync("deal", 2)).Values.GetValueOrDefault("additionalInfo");
        await rig.RunAsync();

        exactly.Should().Match<RunRecord>(run => run.State == RunState.Succeeded && run.Total.Updated == 1 && run.Total.Rejected == 0);
        marked.IsNone.Should().BeTrue();
        (await rig.ItemAsync("deal", 2)).Values["additionalInfo"].Should().Be(Value.Text("нет в 1С"));
    }

    [Fact]
    public async Task Run_KeyOfSomeRowCannotBeRead_JudgesNothingAndSaysSo()
    {
        await using var rig = await StartAsync(DeletePolicy.Delete, keyTransforms: [Mapping.MapOne.Spec("""{"kind":"number"}""")], deals: ["1", "2", "3"]);
        await rig.ExecuteAsync("UPDATE people SET deal = 'x' WHERE id = 1");
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");

        var run = await rig.RunAsync();

        (await IdsAsync(rig, "deal")).Should().Equal(1, 2, 3);
        var entries = await rig.Rig.Service<Pragmatika.Engine.Journal.IJournalReader>().PageAsync(new Pragmatika.Engine.Journal.JournalFilter { RunId = run.Id }, null, 100, default);
        entries.Should().Contain(entry => entry.Text.Contains("исчезнувшие записи"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_MarkedRecordComesBack_LosesTheMark(SqlEngine engine)
    {
        await using var rig = await StartAsync(DeletePolicy.Mark, engine: engine);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        await rig.RunAsync();
        var marked = (await rig.ItemAsync("deal", 2)).Values["additionalInfo"];
        await rig.AddAsync(2, "c1", "Анна", null, "d2");

        var run = await rig.RunAsync();
        var next = await rig.RunAsync(RunMode.Full);

        marked.Should().Be(Value.Text("нет в 1С"));
        (await rig.ItemAsync("deal", 2)).Values.GetValueOrDefault("additionalInfo").IsNone.Should().BeTrue();
        run.Flows["deals"].Updated.Should().Be(1);
        next.Total.Updated.Should().Be(0);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        (await rig.RunAsync()).Flows["deals"].Updated.Should().Be(1, "it can go again");
    }

    [Fact]
    public async Task Run_MarkedRecordComesBack_WhatSomebodyWroteOverTheMarkStays()
    {
        await using var rig = await StartAsync(DeletePolicy.Mark);
        await rig.ExecuteAsync("DELETE FROM people WHERE id = 2");
        await rig.RunAsync();
        await rig.ChangeUnheardAsync("deal", 2, ("additionalInfo", Value.Text("спросить у Анны")));
        await rig.AddAsync(2, "c1", "Анна", null, "d2");

        await rig.RunAsync();

        (await rig.ItemAsync("deal", 2)).Values["additionalInfo"].Should().Be(Value.Text("спросить у Анны"));
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

    private static async Task<TwoWayRig> StartAsync(DeletePolicy policy, int limit = 10, SqlEngine engine = SqlEngine.Sqlite, RowCondition? condition = null, IReadOnlyList<TransformSpec>? keyTransforms = null, string[]? deals = null)
    {
        var rig = await TwoWayRig.StartAsync(engine, ConflictPolicy.Sql, definition => definition with
        {
            Limits = definition.Limits with { Fuse = new FuseLimits { Deletes = new FuseLimit { Count = limit } } },
            Flows =
            [
                definition.Flows[0],
                definition.Flows[1] with { Deleted = null, Condition = condition, KeyTransforms = keyTransforms ?? [], Vanished = new VanishedDefinition { Policy = policy, Field = policy == DeletePolicy.Mark ? "additionalInfo" : null, Value = "нет в 1С" } },
            ],
        });
        var keys = deals ?? ["d1", "d2", "d3"];
        await rig.AddAsync(1, "c1", "Анна", null, keys[0]);
        await rig.AddAsync(2, "c1", "Анна", null, keys[1]);
        await rig.AddAsync(3, "c2", "Борис", null, keys[2]);
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
