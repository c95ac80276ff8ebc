using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Fuses;

public sealed class FuseTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ExchangeRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData(10, 1000, 0, false)]
    [InlineData(11, 1000, 0, true)]
    [InlineData(5, 50, 0, false)]
    [InlineData(6, 50, 0, true)]
    [InlineData(0, 1000, 3, true)]
    public void Check_CountOrShare_TheSmallerHolds(long updates, long linked, long blanked, bool trips)
    {
        var limits = new FuseLimits { Updates = new FuseLimit { Count = 10, Percent = 10 }, BlankedFields = new FuseLimit { Count = 2 } };

        (Fuse.Check(limits, new FuseTotals(0, updates, blanked), linked) is not null).Should().Be(trips);
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0, true, true)]
    [InlineData(1, false, true)]
    public void Check_Creates_AreFreeOnAFirstLoadUnlessAskedFor(long linked, bool firstLoad, bool trips)
    {
        var limits = new FuseLimits { Creates = new FuseLimit { Count = 5 }, FirstLoad = firstLoad };

        (Fuse.Check(limits, new FuseTotals(6, 0, 0), linked) is not null).Should().Be(trips);
    }

    [Fact]
    public async Task Gauge_SeveralBatches_CountsThemAll()
    {
        var definition = Definition(new FuseLimits { Updates = new FuseLimit { Count = 3 } });
        var gauge = new FuseGauge(definition, new RunRequest { Exchange = "orders" }, _rig.Service<IFuseHistory>());

        await gauge.CheckAsync(TwoUpdates(), CancellationToken.None);
        var second = () => gauge.CheckAsync(TwoUpdates(), CancellationToken.None);

        (await second.Should().ThrowAsync<FuseBlownException>()).Which.Message.Should().Contain("не меньше 4 при пределе 3").And.Contain("отправлено изменений: 2");
    }

    [Fact]
    public async Task Run_MassUpdate_SendsNothingUntilAPersonSaysYes()
    {
        await FillAsync();
        await _rig.SaveAsync(Definition(new FuseLimits { Updates = new FuseLimit { Count = 3 }, Creates = new FuseLimit { Percent = 50 } }));
        (await _rig.RunAsync("orders")).State.Should().Be(RunState.Succeeded, "a first load creates everything");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '500'");

        var stopped = await _rig.RunAsync("orders");
        var dry = await _rig.RunAsync("orders", dryRun: true);
        var yes = await PassAsync();
        var calm = await _rig.RunAsync("orders");

        stopped.State.Should().Be(RunState.FuseBlown);
        stopped.Total.Read.Should().Be(0, "nothing of the batch was done");
        stopped.Message.Should().Contain("не меньше 6 при пределе 3").And.Contain("обычно за прогон: 0");
        dry.Total.Updated.Should().Be(6, "a dry run sends nothing and looks at everything");
        yes.Should().Match<RunRecord>(run => run.State == RunState.Succeeded && run.Total.Updated == 6);
        calm.State.Should().Be(RunState.Succeeded);
        var entries = await _rig.Service<IJournalReader>().PageAsync(new JournalFilter { Kind = JournalKind.Run }, null, 50, CancellationToken.None);
        entries.Should().Contain(entry => entry.RunId == stopped.Id && entry.Level == JournalLevel.Warning && entry.Text.Contains("остановлен предохранителем"));
        entries.Should().Contain(entry => entry.RunId == yes.Id && entry.Text.Contains("по решению"));
    }

    [Fact]
    public async Task Run_MassUpdateInManyBatches_SendsNotEvenTheFirstOnes()
    {
        await FillAsync();
        var definition = Definition(new FuseLimits { Updates = new FuseLimit { Count = 3 } });
        await _rig.SaveAsync(definition with { Limits = definition.Limits with { BatchChangedRows = 2, BatchRows = 2 } });
        await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '500'");

        var stopped = await _rig.RunAsync("orders");

        stopped.State.Should().Be(RunState.FuseBlown);
        stopped.Message.Should().Contain("ничего не записано");
        Writes().Should().Be(0);
        (await PassAsync()).Total.Updated.Should().Be(6);
    }

    [Fact]
    public async Task Run_BelowItsLimit_IsPlannedAheadAndSentAsEver()
    {
        await FillAsync();
        var definition = Definition(new FuseLimits { Updates = new FuseLimit { Count = 3 } });
        await _rig.SaveAsync(definition with { Limits = definition.Limits with { BatchChangedRows = 2, BatchRows = 2 } });
        await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '500' WHERE Id IN (1, 6)");
        await _rig.Table.AddAsync(7, "c7", "Клиент 7", "89210001077", "o7", "1");

        var run = await _rig.RunAsync("orders");

        run.State.Should().Be(RunState.Succeeded, run.Message);
        run.Total.Should().Match<RunCounters>(total => total.Updated == 2 && total.Created == 2);
        Writes().Should().Be(2);
    }

    [Fact]
    public async Task Run_ValuesWouldBeBlanked_NothingIsSent()
    {
        await FillAsync();
        await _rig.SaveAsync(Definition(new FuseLimits { BlankedFields = new FuseLimit { Count = 0 } }));
        await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = NULL WHERE Id = 2");

        var run = await _rig.RunAsync("orders");

        run.State.Should().Be(RunState.FuseBlown);
        run.Total.Updated.Should().Be(0);
    }

    private long Writes() => _rig.Sandbox.Stats.Commands.GetValueOrDefault("crm.item.update");

    private async Task FillAsync()
    {
        for (var id = 1; id <= 6; id++)
        {
            await _rig.Table.AddAsync(id, $"c{id}", $"Клиент {id}", $"8921000010{id}", $"o{id}", "1");
        }
    }

    private async Task<RunRecord> PassAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var run = await _rig.Runs.StartAsync(new RunRequest { Exchange = "orders", IgnoresFuse = true }, limit.Token);
        return await _rig.Runs.CompletionAsync(run.Id, limit.Token);
    }

    private static ExchangeDefinition Definition(FuseLimits fuse)
    {
        var orders = SourceTable.Definition();
        return orders with { Limits = orders.Limits with { Fuse = fuse } };
    }

    private static IEnumerable<Change> TwoUpdates() =>
        new[] { "a", "b" }.Select(key => new Change(new RecordWork(0, key, [Value.Text("new")], key, null), isCreate: false, [0], [Value.Text("old")]));
}
