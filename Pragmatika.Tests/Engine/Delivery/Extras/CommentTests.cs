using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Delivery.Extras;

/// <summary>Texts of a column become comments on the timeline of their record, each once.</summary>
public sealed class CommentTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_EachNewText_IsSaidOnce(SqlEngine engine)
    {
        await using var rig = await StartAsync(engine);
        await rig.SetAsync("Просил перезвонить");
        (await rig.SucceedAsync()).Total.Created.Should().Be(1);
        await rig.SucceedAsync(RunMode.Full);
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна П.'");
        await rig.SucceedAsync();

        await rig.SetAsync("Приедет в среду");
        var run = await rig.SucceedAsync();
        await rig.SetAsync("Просил перезвонить");
        await rig.SucceedAsync();

        run.Total.Updated.Should().Be(1);
        rig.Said().Should().Equal("Просил перезвонить", "Приедет в среду", "Просил перезвонить");
        (await rig.SucceedAsync(RunMode.Full)).Total.Should().Be(new RunCounters(0, 0, 1, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Run_TextGoes_SaysNothing()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.SucceedAsync();
        await rig.SetAsync("Позвонить");
        await rig.SucceedAsync();
        await rig.SetAsync("");

        var run = await rig.SucceedAsync();

        run.Total.Unchanged.Should().Be(1);
        rig.Said().Should().Equal("Позвонить");
    }

    [Fact]
    public async Task Run_DiesBeforeItRemembers_SaysNothingTwice()
    {
        var crash = new CommitThatFails { When = commit => commit.Parts.OfType<LinkPart>().Any(part => !part.IsEmpty) };
        await using var rig = await ExtraRig.StartAsync(SqlEngine.Sqlite, ExtraRig.Comment, crash.Install);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.SetAsync("Первый");
        crash.Armed = true;
        (await rig.RunAsync()).State.Should().Be(RunState.Failed);
        crash.Armed = false;
        await rig.SucceedAsync();
        await rig.SetAsync("Второй");
        crash.Armed = true;
        (await rig.RunAsync()).State.Should().Be(RunState.Failed);
        crash.Armed = false;

        await rig.SucceedAsync();

        rig.Said().Should().Equal("Первый", "Второй");
    }

    [Fact]
    public async Task Run_DiesBeforeItSaysAnOldTextAgain_SaysItAfterwards()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        foreach (var text in new[] { "Первый", "Второй" })
        {
            await rig.SetAsync(text);
            await rig.SucceedAsync();
        }

        await rig.SetAsync("Первый");
        rig.Rig.Sandbox.Weather.Set(new Forecast("test", [new WeatherRule(WeatherKind.PortalDeleted, 1)]), seed: 1);
        (await rig.RunAsync()).State.Should().Be(RunState.Failed);
        rig.Rig.Sandbox.Weather.Set(Forecast.Calm, seed: 1);

        await rig.SucceedAsync();

        rig.Said().Should().Equal("Первый", "Второй", "Первый");
    }

    [Theory]
    [InlineData(WeatherKind.AnswerLost)]
    [InlineData(WeatherKind.CutBefore)]
    [InlineData(WeatherKind.CutAfter)]
    [InlineData(WeatherKind.GatewayTimeout)]
    [InlineData(WeatherKind.BadGateway)]
    [InlineData(WeatherKind.ServerError)]
    [InlineData(WeatherKind.BatchDies)]
    public async Task Run_InBadWeather_SaysEachOnce(WeatherKind kind)
    {
        const int Rows = 120;
        await using var rig = await ExtraRig.StartAsync(SqlEngine.Sqlite, ExtraRig.Comment);
        await rig.ExecuteAsync(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) INSERT INTO people(id, client, name, comment) SELECT i, 'c' || i, 'Имя', 'Текст ' || i FROM n");
        rig.Rig.Sandbox.Weather.Set(new Forecast("test", [new WeatherRule(kind, 0.6) { Max = 6, Methods = ["crm.timeline.comment.add"] }]), seed: 11);

        var run = await rig.RunAsync();
        rig.Rig.Sandbox.Weather.Set(Forecast.Calm, seed: 1);

        run.State.Should().Be(RunState.Succeeded, run.Message);
        rig.Rig.Sandbox.Stats.Struck.Should().NotBeEmpty("the weather has to have struck");
        rig.Said().Should().BeEquivalentTo(Enumerable.Range(1, Rows).Select(row => $"Текст {row}"));
    }

    [Fact]
    public async Task Run_PortalRefusesTheComment_TheRecordGoesAndAPersonIsTold()
    {
        var refused = new RefusedComments();
        await using var rig = await ExtraRig.StartAsync(SqlEngine.Sqlite, ExtraRig.Comment, refused.Install);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        await rig.SetAsync("Позвонить");
        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.NeedsPerson);
        run.Total.Rejected.Should().Be(1);
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна"));
        var letter = (await rig.Store.DeadLettersAsync("people", DeadLetterState.Open, null, 0, 5, default)).Single();
        letter.Message.Should().Contain("note").And.Contain("Битрикс24 не принял: Access denied");
        rig.Said().Should().BeEmpty();
        refused.Armed = false;

        (await rig.SucceedAsync()).Total.Should().Be(new RunCounters(0, 1, 0, 0, 0, 0, 0));

        rig.Said().Should().Equal("Позвонить");
        (await rig.Store.DeadLettersAsync("people", DeadLetterState.Open, null, 0, 5, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Run_TextThatLooksLikeAReference_StaysText()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.SetAsync("$result[c0][item][id]");

        await rig.SucceedAsync();

        rig.Said().Should().ContainSingle().Which.Should().Contain("result[c0][item][id]");
    }

    [Fact]
    public async Task DryRun_ShowsTheTextAndSaysNothing()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.SetAsync("Позвонить");

        var run = await rig.RunAsync(dryRun: true);

        run.Total.Created.Should().Be(1);
        rig.Said().Should().BeEmpty();
    }

    [Fact]
    public async Task Undo_OfARunThatOnlySpoke_SaysThatItStays()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.SucceedAsync();
        await rig.SetAsync("Позвонить");
        var spoke = await rig.SucceedAsync();

        var undo = await UndoAsync(rig, spoke.Id);

        rig.Said().Should().Equal("Позвонить");
        (await rig.Rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = undo.Id }, null, 100, default))
            .Should().Contain(entry => entry.Text.Contains("комментарии и файлы остаются (note)"));
    }

    [Fact]
    public async Task Undo_OfACreation_DeletesTheRecordWithItsComment()
    {
        await using var rig = await StartAsync(SqlEngine.Sqlite);
        await rig.SetAsync("Позвонить");
        var created = await rig.SucceedAsync();

        await UndoAsync(rig, created.Id);

        rig.Rig.Sandbox.Portal.Table(3)!.Count.Should().Be(0);
    }

    private static async Task<TwoWayRig> StartAsync(SqlEngine engine)
    {
        var rig = await ExtraRig.StartAsync(engine, ExtraRig.Comment);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        return rig;
    }

    private static async Task<RunRecord> UndoAsync(TwoWayRig rig, Guid run)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var undo = await rig.Rig.Runs.StartAsync(new RunRequest { Exchange = "people", Mode = RunMode.Undo, Of = new RunScope(run) }, limit.Token);
        return await rig.Rig.Runs.CompletionAsync(undo.Id, limit.Token);
    }
}
