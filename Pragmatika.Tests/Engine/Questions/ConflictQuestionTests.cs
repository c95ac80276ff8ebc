using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Questions;

/// <summary>A field that both sides changed under "ask": it waits, the rest of the record goes on, and a person's answer takes effect on both sides.</summary>
public sealed class ConflictQuestionTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_ChangedOnBothSides_AsksAndOtherFieldsGoOn(SqlEngine engine)
    {
        await using var rig = await StartAsync(engine);
        await rig.ExecuteAsync("UPDATE people SET name = 'Таблица', phone = '89210000002'");
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Портал")));

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.NeedsPerson);
        run.Total.Read.Should().Be(run.Total.Created + run.Total.Updated + run.Total.Unchanged + run.Total.Skipped + run.Total.Conflicted + run.Total.Rejected + run.Total.Failed);
        run.Flows["contacts"].Conflicted.Should().Be(2, "the row and the heard record both wait");
        (await NamesAsync(rig)).Should().Be(("Таблица", "Портал"));
        (await rig.ItemAsync("contact", 1)).MultiFields.Single().Value.Should().Be("+79210000002");
        (await OnlyAsync(rig)).Should().BeEquivalentTo(new
        {
            Kind = QuestionKind.Conflict, Exchange = "people", Flow = "contacts", Key = "c1", Field = "name", RowKey = "1", CrmId = 1L,
            SqlValue = "Таблица", CrmValue = "Портал", AgreedValue = "Анна", State = QuestionState.Open, Revision = 1,
        });
        (await OnlyAsync(rig)).CrmAt.Should().NotBeNull();
        (await OnlyAsync(rig)).CrmBy.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Run_AgainWithNothingNew_AsksNoSecondTime()
    {
        await using var rig = await ConflictAsync();
        var before = await OnlyAsync(rig);

        var run = await rig.RunAsync();

        (await OnlyAsync(rig)).Should().BeEquivalentTo(before);
        run.Flows["contacts"].Conflicted.Should().Be(1);
        (await JournalAsync(rig, run)).Should().NotContain(entry => entry.Kind == JournalKind.Question);
    }

    [Theory]
    [InlineData(AnswerSide.Sql, null, "Таблица")]
    [InlineData(AnswerSide.Crm, null, "Портал")]
    [InlineData(AnswerSide.Typed, "Третье", "Третье")]
    [InlineData(AnswerSide.Typed, "Портал", "Портал")]
    [InlineData(AnswerSide.Typed, "Таблица", "Таблица")]
    public async Task Answer_Given_StandsOnBothSidesAndInTheHistory(AnswerSide side, string? text, string expected)
    {
        await using var rig = await ConflictAsync();
        var question = await OnlyAsync(rig);

        var result = await AnswerAsync(rig, new Answer(question.Id, question.Revision, side) { Text = text });

        result.Should().BeEquivalentTo(new AnswerResult(question.Id, AnswerOutcome.Done));
        (await NamesAsync(rig)).Should().Be((expected, expected));
        (await Questions(rig).FindAsync(question.Id, default)).Should().BeEquivalentTo(new { State = QuestionState.Answered, ClosedBy = "anna", Answer = side });
        var story = await rig.Rig.Service<IRecordHistory>().ReadAsync(new RecordKey("people", "contacts", "c1"), null, 50, default);
        story.Entries.Should().Contain(entry => entry.Kind == JournalKind.Question && entry.Text.StartsWith("anna: name:"));
        var quiet = await rig.RunAsync(RunMode.Full);
        quiet.Total.Updated.Should().Be(0);
        quiet.Total.Conflicted.Should().Be(0);
    }

    [Fact]
    public async Task Answer_ShownValuesChangedSince_ChangesNothingAndShowsTheNewOnes()
    {
        await using var rig = await ConflictAsync();
        var question = await OnlyAsync(rig);
        await rig.ExecuteAsync("UPDATE people SET name = 'Таблица позже'");

        var result = await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Crm));

        result.Outcome.Should().Be(AnswerOutcome.Changed);
        result.Now!.SqlValue.Should().Be("Таблица позже");
        result.Now.Revision.Should().BeGreaterThan(question.Revision);
        (await NamesAsync(rig)).Should().Be(("Таблица позже", "Портал"));
        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Crm))).Outcome.Should().Be(AnswerOutcome.Changed, "the first answer was to what was shown before");
        (await AnswerAsync(rig, new Answer(question.Id, result.Now.Revision, AnswerSide.Crm))).Outcome.Should().Be(AnswerOutcome.Done);
        (await NamesAsync(rig)).Should().Be(("Портал", "Портал"));
    }

    [Fact]
    public async Task Answer_OneSideWentBackMeanwhile_IsNotCountedAsCarriedOut()
    {
        await using var rig = await ConflictAsync();
        var question = await OnlyAsync(rig);
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна'");

        var result = await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Sql));

        result.Outcome.Should().Be(AnswerOutcome.Gone, "only the CRM has changed by now");
        (await NamesAsync(rig)).Should().Be(("Портал", "Портал"));
        (await Questions(rig).FindAsync(question.Id, default))!.State.Should().Be(QuestionState.Withdrawn);
    }

    [Fact]
    public async Task Answer_ValueTheColumnCannotTake_StaysAQuestionAndSaysWhy()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.ExecuteAsync("UPDATE people SET phone = '89210000002'");
        await rig.ChangeAsync("contact", 1, ("phone", Value.Text("+79210000003")));
        await rig.RunAsync();
        var question = await OnlyAsync(rig);

        var result = await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Typed) { Text = "12" });

        result.Outcome.Should().Be(AnswerOutcome.Failed);
        result.Message.Should().Contain("12");
        (await rig.CellAsync("phone")).Should().Be("89210000002");
        (await rig.ItemAsync("contact", 1)).MultiFields.Single().Value.Should().Be("+79210000003");
        (await OnlyAsync(rig)).State.Should().Be(QuestionState.Open);
    }

    [Theory]
    [InlineData("Портал", null, "Портал")]
    [InlineData(null, "Таблица", "Таблица")]
    [InlineData("Анна", null, "Портал")]
    [InlineData(null, "Анна", "Таблица")]
    public async Task Run_ValuesMeetOrOneSideGoesBack_WithdrawsTheQuestionAndAgrees(string? sql, string? crm, string expected)
    {
        await using var rig = await ConflictAsync();
        if (sql is not null)
        {
            await rig.ExecuteAsync($"UPDATE people SET name = '{sql}'");
        }
        else
        {
            await rig.ChangeAsync("contact", 1, ("name", Value.Text(crm!)));
        }

        await rig.RunAsync();
        await rig.RunAsync();

        (await Questions(rig).CountsAsync(default)).Should().BeEmpty();
        (await Questions(rig).PageAsync(new QuestionFilter { State = QuestionState.Withdrawn }, 0, 10, default)).Should().ContainSingle();
        (await NamesAsync(rig)).Should().Be((expected, expected));
    }

    [Fact]
    public async Task Answer_AsARule_WritesThePolicyAndSettlesAllOfThatRule()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.AddAsync(2, "c2", "Борис", null, "d2");
        await rig.RunAsync();
        await rig.ExecuteAsync("UPDATE people SET name = 'Таблица'");
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Портал")));
        await rig.ChangeAsync("contact", 2, ("name", Value.Text("Портал 2")));
        await rig.RunAsync();
        var questions = await Questions(rig).PageAsync(new QuestionFilter(), 0, 10, default);
        var question = questions.Single(one => one.Key == "c1");

        var results = await Questions(rig).AnswerAsync([new Answer(question.Id, question.Revision, AnswerSide.Crm)], asRule: true, "anna", default);

        results.Should().ContainSingle().Which.Outcome.Should().Be(AnswerOutcome.Done);
        (await NamesAsync(rig)).Should().Be(("Портал", "Портал"));
        (await NamesAsync(rig, 2)).Should().Be(("Портал 2", "Портал 2"));
        (await Questions(rig).CountsAsync(default)).Should().BeEmpty();
        var stored = await rig.Rig.Service<IExchangeCatalog>().FindAsync("people", default);
        stored!.SavedBy.Should().Be("anna");
        stored.Definition.Flows[0].Rules.Single(rule => rule.Field == "name").Conflict.Should().Be(ConflictPolicy.Crm);
        stored.Definition.Flows[0].Rules.Single(rule => rule.Field == "phone").Conflict.Should().Be(ConflictPolicy.Ask);
    }

    [Fact]
    public async Task Run_RecordMatchedForTheFirstTime_AsksWhichValueIsRight()
    {
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, ConflictPolicy.Ask);
        var contact = await rig.Portal.EntityAsync("contact", default);
        await rig.Portal.BatchAsync([rig.Portal.Add(contact, [new("name", Value.Text("Анна из портала")), new("phone", Value.Text("+79210000001"))])], default);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");

        await rig.RunAsync();

        (await OnlyAsync(rig)).Should().BeEquivalentTo(new { Field = "name", SqlValue = "Анна", CrmValue = "Анна из портала", AgreedValue = (string?)null });
        (await NamesAsync(rig)).Should().Be(("Анна", "Анна из портала"));
        var question = await OnlyAsync(rig);
        (await AnswerAsync(rig, new Answer(question.Id, question.Revision, AnswerSide.Sql))).Outcome.Should().Be(AnswerOutcome.Done);
        (await NamesAsync(rig)).Should().Be(("Анна", "Анна"));
    }

    [Fact]
    public async Task Page_Filtered_FindsByTextFlowAndKind()
    {
        await using var rig = await ConflictAsync();

        (await Questions(rig).PageAsync(new QuestionFilter { Text = "портал" }, 0, 10, default)).Should().ContainSingle();
        (await Questions(rig).PageAsync(new QuestionFilter { Text = "нет такого" }, 0, 10, default)).Should().BeEmpty();
        (await Questions(rig).PageAsync(new QuestionFilter { Flow = "deals" }, 0, 10, default)).Should().BeEmpty();
        (await Questions(rig).PageAsync(new QuestionFilter { Kinds = [QuestionKind.Match, QuestionKind.Conflict] }, 0, 10, default)).Should().ContainSingle();
        (await Questions(rig).PageAsync(new QuestionFilter { Kinds = [QuestionKind.Match] }, 0, 10, default)).Should().BeEmpty();
        (await Questions(rig).CountsAsync(default)).Should().Equal(new QuestionCount("people", "contacts", QuestionKind.Conflict, 1));
    }

    private static async Task<TwoWayRig> StartAsync(SqlEngine engine)
    {
        var rig = await TwoWayRig.StartAsync(engine, ConflictPolicy.Ask);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        (await rig.RunAsync()).State.Should().Be(RunState.Succeeded);
        return rig;
    }

    private static async Task<TwoWayRig> ConflictAsync()
    {
        var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.ExecuteAsync("UPDATE people SET name = 'Таблица'");
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Портал")));
        await rig.RunAsync();
        return rig;
    }

    private static IQuestionService Questions(TwoWayRig rig) => rig.Rig.Service<IQuestionService>();

    private static async Task<Question> OnlyAsync(TwoWayRig rig) => (await Questions(rig).PageAsync(new QuestionFilter(), 0, 10, default)).Should().ContainSingle().Subject;

    private static async Task<AnswerResult> AnswerAsync(TwoWayRig rig, Answer answer) => (await Questions(rig).AnswerAsync([answer], asRule: false, "anna", default)).Single();

    private static async Task<(string? Sql, string? Crm)> NamesAsync(TwoWayRig rig, int id = 1) => (await rig.CellAsync("name", id), (await rig.ItemAsync("contact", id)).Values["name"].ToString());

    private static Task<IReadOnlyList<JournalEntry>> JournalAsync(TwoWayRig rig, RunRecord run) =>
        rig.Rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run.Id }, null, 200, default);
}
