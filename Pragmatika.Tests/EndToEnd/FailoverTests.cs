using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox.Control;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>A node that dies or freezes in the middle of a scheduled run: the other one ends the work, and nothing is missing or doubled.</summary>
public sealed class FailoverTests
{
    private const int Rows = 400;
    private const int ContactsBefore = 80;

    [PostgreSqlFact]
    public Task Node_KilledInTheMiddleOfARun_TheOtherEndsIt() => FailAsync(SqlEngine.PostgreSql, (_, node) => node.KillAsync());

    [PostgreSqlFact]
    public Task Node_FrozenInTheMiddleOfARun_TheOtherEndsItAfterTheLease() => FailAsync(SqlEngine.PostgreSql, (_, node) => ServedNodes.FreezeAsync(node));

    [Fact]
    public Task OnlyNode_KilledInTheMiddleOfARun_GoesOnAfterItsRestart() => FailAsync(SqlEngine.Sqlite, async (nodes, node) =>
    {
        await node.KillAsync();
        await nodes.ServeAsync();
    });

    private static async Task FailAsync(SqlEngine engine, Func<ServedNodes, ChildProcess, Task> fail)
    {
        await using var nodes = await ServedNodes.StartAsync(engine);
        await nodes.Table.ExecuteAsync(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) INSERT INTO Orders(Id, ClientId, ClientName, Phone, OrderNo, Amount) SELECT i, 'c' || i, 'Имя ' || i, '8921' || (1000000 + i), 'o' || i, i FROM n");
        nodes.Sandbox.Weather.Set(new Forecast("slow", [new WeatherRule(WeatherKind.Slow, 1) { Seconds = 0.4 }]), seed: 1);
        var definition = SourceTable.Definition();
        await nodes.SaveAsync(definition with
        {
            Limits = definition.Limits with { Lanes = 1 },
            Schedule = new ScheduleDefinition { Every = TimeSpan.FromHours(1) },
        });

        await ServedNodes.UntilAsync(() => Task.FromResult(Count(nodes, 3) >= ContactsBefore));
        var broken = await NewestAsync(nodes);
        var holder = await nodes.HolderAsync("orders");
        await fail(nodes, holder);
        nodes.Sandbox.Weather.Set(Forecast.Calm, seed: 1);
        await ServedNodes.UntilAsync(async () => await NewestAsync(nodes) is { State: not RunState.Running } run && run.Id != broken!.Id);

        broken!.State.Should().Be(RunState.Running, "it was caught in the middle");
        (await nodes.Store.RunAsync(broken.Id, CancellationToken.None))!.State.Should().Be(RunState.Crashed);
        (await NewestAsync(nodes))!.Should().Match<RunRecord>(run => run.State == RunState.Succeeded && run.StartedBy == "schedule");
        (await nodes.HolderAsync("orders")).Should().NotBe(holder);
        (await nodes.Store.RunsAsync("orders", 10, CancellationToken.None)).Should().HaveCount(2, "one catches up for the other, and the next is an hour away");
        await NothingMissingOrDoubledAsync(nodes);
    }

    private static async Task NothingMissingOrDoubledAsync(ServedNodes nodes)
    {
        StatsReport.Of(nodes.Sandbox.Services.Parts).Duplicates.Should().BeEmpty();
        Count(nodes, 3).Should().Be(Rows);
        Count(nodes, 2).Should().Be(Rows);
        (await nodes.Table.ScalarAsync("SELECT COUNT(*) FROM Orders WHERE B24DealId IS NULL OR B24ContactId IS NULL OR Status <> 2")).Should().Be(0L);
        var journal = await nodes.Service<IJournalReader>().PageAsync(new JournalFilter { Exchange = "orders", Kind = JournalKind.Run }, null, 50, CancellationToken.None);
        journal.Should().Contain(entry => entry.Text.StartsWith("Узел, который вёл прогон, не отвечает", StringComparison.Ordinal));
    }

    private static int Count(ServedNodes nodes, int entityTypeId)
    {
        lock (nodes.Sandbox.Portal.Gate)
        {
            return nodes.Sandbox.Portal.Table(entityTypeId)!.Count;
        }
    }

    private static async Task<RunRecord?> NewestAsync(ServedNodes nodes) =>
        await nodes.Store.RunsAsync("orders", 1, CancellationToken.None) is [var newest, ..] ? newest : null;
}
