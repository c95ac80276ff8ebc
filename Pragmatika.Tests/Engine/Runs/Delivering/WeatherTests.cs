using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox;
using Pragmatika.Sandbox.Control;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Delivering;

/// <summary>Promises 2, 3, 4 and 10 under each kind of bad weather: nothing doubled, nothing lost, a second run writes nothing.</summary>
public sealed class WeatherTests
{
    private const int Rows = 400;

    [Theory]
    [InlineData(WeatherKind.AnswerLost)]
    [InlineData(WeatherKind.CutBefore)]
    [InlineData(WeatherKind.CutAfter)]
    [InlineData(WeatherKind.GatewayTimeout)]
    [InlineData(WeatherKind.BadGateway)]
    [InlineData(WeatherKind.Burst503)]
    [InlineData(WeatherKind.Limit429)]
    [InlineData(WeatherKind.ServerError)]
    [InlineData(WeatherKind.BatchDies)]
    public async Task Run_InBadWeather_DoublesAndLosesNothing(WeatherKind kind)
    {
        await using var rig = await StartAsync();
        rig.Sandbox.Weather.Set(Weather(new WeatherRule(kind, 0.3) { Count = 1, Max = IsLimit(kind) ? 3 : 12, Methods = ["batch", "crm.item.add"] }), seed: 7);

        var run = await rig.RunAsync("orders");
        var struck = rig.Sandbox.Stats.Struck;
        rig.Sandbox.Weather.Set(Forecast.Calm, seed: 1);
        var writes = rig.Sandbox.Stats.Commands.GetValueOrDefault("crm.item.add");
        var again = await rig.RunAsync("orders", RunMode.Full);

        struck.Should().NotBeEmpty("the weather has to have struck");
        run.Message.Should().BeNull();
        run.Total.Should().Be(new RunCounters(Rows * 2, 0, 0, 0, 0, 0, 0));
        Duplicates(rig).Should().BeEmpty();
        Count(rig, 3).Should().Be(Rows);
        Count(rig, 2).Should().Be(Rows);
        again.Total.Should().Be(new RunCounters(0, 0, Rows * 2, 0, 0, 0, 0));
        rig.Sandbox.Stats.Commands.GetValueOrDefault("crm.item.add").Should().Be(writes);
        (await rig.Table.ScalarAsync("SELECT COUNT(*) FROM Orders WHERE B24DealId IS NULL OR B24ContactId IS NULL OR Status <> 2")).Should().Be(0L);
    }

    [Theory]
    [InlineData(WeatherKind.Revoked, "вебхук")]
    [InlineData(WeatherKind.PortalDeleted, "Портал")]
    public async Task Run_PortalClosesInTheMiddle_FailsAndGoesOnLater(WeatherKind kind, string says)
    {
        await using var rig = await StartAsync();
        rig.Sandbox.Weather.Set(Weather(new WeatherRule(kind, 0.5) { Methods = ["crm.item.add"] }), seed: 3);

        var failed = await rig.RunAsync("orders");
        rig.Sandbox.Weather.Set(Forecast.Calm, seed: 1);
        var healed = await rig.RunAsync("orders");

        failed.State.Should().Be(RunState.Failed);
        failed.Message.Should().Contain(says);
        healed.State.Should().Be(RunState.Succeeded);
        Duplicates(rig).Should().BeEmpty();
        Count(rig, 2).Should().Be(Rows);
        Count(rig, 3).Should().Be(Rows);
    }

    [Fact]
    public async Task Run_OnePoisonRecord_StopsOnlyItself()
    {
        await using var rig = await StartAsync();
        await rig.Table.ExecuteAsync("UPDATE Orders SET Stage = 'C9:NOWHERE' WHERE Id = 5");

        var run = await rig.RunAsync("orders");

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["deals"].Created.Should().Be(Rows - 1);
        var letter = (await rig.Store.DeadLettersAsync("orders", DeadLetterState.Open, null, 0, 5, CancellationToken.None)).Single();
        letter.RowKey.Should().Be("5");
        letter.Message.Should().Contain("C9:NOWHERE");
    }

    private static async Task<ExchangeRig> StartAsync()
    {
        var rig = await ExchangeRig.StartAsync(new SandboxOptions());
        await rig.SaveAsync(SourceTable.Definition());
        await rig.Table.ExecuteAsync(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) INSERT INTO Orders(Id, ClientId, ClientName, Phone, OrderNo, Amount) SELECT i, 'c' || i, 'Имя ' || i, '8921' || (1000000 + i), 'o' || i, i FROM n");
        return rig;
    }

    /// <summary>The pause after a refusal is seconds long, and the clock here is the real one.</summary>
    private static bool IsLimit(WeatherKind kind) => kind is WeatherKind.Burst503 or WeatherKind.Limit429;

    private static Forecast Weather(WeatherRule rule) => new("test", [rule]);

    private static IReadOnlyList<DuplicateKey> Duplicates(ExchangeRig rig) => StatsReport.Of(rig.Sandbox.Services.Parts).Duplicates;

    private static int Count(ExchangeRig rig, int entityTypeId) => rig.Sandbox.Portal.Table(entityTypeId)!.Count;
}
