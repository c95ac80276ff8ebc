using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;

namespace Pragmatika.Tests.Engine.Questions;

/// <summary>One record told to wait: both ways leave it alone, and it goes on by itself.</summary>
public sealed class PausedTests
{
    private readonly ShiftedTime _time = new();

    [Fact]
    public async Task Run_PausedRecord_IsSkippedBothWaysAndOthersGoOn()
    {
        await using var rig = await PausedAsync();
        await rig.ExecuteAsync("UPDATE people SET name = 'Таблица'");
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Портал")));
        await rig.ChangeAsync("contact", 2, ("phone", Value.Text("+79210000077")));

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.Succeeded);
        run.Flows["contacts"].Skipped.Should().Be(2, "the row and the heard record");
        (await rig.CellAsync("name")).Should().Be("Таблица");
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Портал"));
        (await rig.ItemAsync("contact", 2)).Values["name"].Should().Be(Value.Text("Таблица"));
        (await rig.CellAsync("phone", 2)).Should().Be("+79210000077");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_AfterThePause_MovesWhatWaited(bool byItself)
    {
        await using var rig = await PausedAsync();
        await rig.ExecuteAsync("UPDATE people SET phone = '89210000088' WHERE id = 1");
        await rig.ChangeAsync("contact", 1, ("name", Value.Text("Портал")));
        await rig.RunAsync();

        if (byItself)
        {
            _time.Shift = TimeSpan.FromDays(3);
        }
        else
        {
            (await Paused(rig).ResumeAsync("people", "contacts", "c1", "anna", default)).Should().BeTrue();
        }

        await rig.RunAsync();

        (await rig.CellAsync("name")).Should().Be("Портал");
        (await rig.ItemAsync("contact", 1)).MultiFields.Single().Value.Should().Be("+79210000088");
        (await Paused(rig).ListAsync(null, default)).Should().BeEmpty();
        (await Paused(rig).ResumeAsync("people", "contacts", "c1", "anna", default)).Should().BeFalse();
        var story = await rig.Rig.Service<IRecordHistory>().ReadAsync(new RecordKey("people", "contacts", "c1"), null, 50, default);
        story.Entries.Should().Contain(entry => entry.Text.StartsWith("anna: обмен этой записью приостановлен")).And.Contain(entry => entry.Text.Contains("возобновлён"));
    }

    [Fact]
    public async Task DryRun_AfterThePause_LeavesThePauseInPlace()
    {
        await using var rig = await PausedAsync();
        _time.Shift = TimeSpan.FromDays(3);

        await rig.RunAsync(dryRun: true);

        (await Paused(rig).ListAsync("people", default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Pause_OfAPausedRecord_ChangesReasonAndMoment()
    {
        await using var rig = await PausedAsync();

        await Paused(rig).PauseAsync(Record() with { Reason = "Суд", Until = _time.GetUtcNow().AddDays(30) }, default);

        (await Paused(rig).FindAsync("people", "contacts", "c1", default)).Should().BeEquivalentTo(new { Reason = "Суд", PausedBy = "anna" });
        (await Paused(rig).ListAsync(null, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Answer_ToAPausedRecord_SaysThatItIsPausedAndChangesNothing()
    {
        await using var rig = await PausedAsync(ConflictPolicy.Ask);
        await Paused(rig).ResumeAsync("people", "contacts", "c1", "anna", default);
        await rig.ExecuteAsync("UPDATE people SET name = 'Таблица' WHERE id = 1");
        var contact = (await rig.Store.LinksAsync("people", "contacts", ["c1"], default))["c1"].CrmId;
        await rig.ChangeAsync("contact", contact, ("name", Value.Text("Портал")));
        await rig.RunAsync();
        await Paused(rig).PauseAsync(Record(), default);
        var questions = rig.Rig.Service<IQuestionService>();
        var question = (await questions.PageAsync(new QuestionFilter { Exchange = "people" }, 0, 10, default)).Should().ContainSingle().Subject;

        var refused = await questions.AnswerAsync([new Answer(question.Id, question.Revision, AnswerSide.Crm)], asRule: false, "anna", default);
        await Paused(rig).ResumeAsync("people", "contacts", "c1", "anna", default);
        var done = await questions.AnswerAsync([new Answer(question.Id, question.Revision, AnswerSide.Crm)], asRule: false, "anna", default);

        refused.Should().ContainSingle().Which.Should().Match<AnswerResult>(result => result.Outcome == AnswerOutcome.Failed && result.Message.Contains("приостановлена") && result.Message.Contains("Спор о данных"));
        done.Should().ContainSingle().Which.Outcome.Should().Be(AnswerOutcome.Done);
        (await rig.CellAsync("name")).Should().Be("Портал");
    }

    private async Task<TwoWayRig> PausedAsync(ConflictPolicy conflict = ConflictPolicy.Sql)
    {
        var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, conflict, configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)));
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.AddAsync(2, "c2", "Борис", "89210000002", "d2");
        await rig.RunAsync();
        await Paused(rig).PauseAsync(Record(), default);
        return rig;
    }

    private PausedRecord Record() => new() { Exchange = "people", Flow = "contacts", Key = "c1", Reason = "Спор о данных", Until = _time.GetUtcNow().AddDays(2), PausedBy = "anna" };

    private static IPausedRecords Paused(TwoWayRig rig) => rig.Rig.Service<IPausedRecords>();

    /// <summary>The clock of the machine, moved ahead.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
