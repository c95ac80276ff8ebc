using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs;

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
    public async Task Run_OverSeveralBatches_StopsBeforeTheOneThatCrossesAndGoesOnAfterAYes()
    {
        await FillAsync();
        await _rig.SaveAsync(Definition(new FuseLimits { Updates = new FuseLimit { Count = 3 }, Creates = new FuseLimit { Percent = 50 } }));
        (await _rig.RunAsync("orders")).State.Should().Be(RunState.Succeeded, "a first load creates everything");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '500'");

        var stopped = await _rig.RunAsync("orders");
        var dry = await _rig.RunAsync("orders", dryRun: true);
        var again = await _rig.RunAsync("orders");
        var yes = await PassAsync();

        stopped.State.Should().Be(RunState.FuseBlown);
        stopped.Total.Updated.Should().Be(2, "the batch before the limit was sent");
        stopped.Message.Should().Contain("4").And.Contain("3").And.Contain("обычно за прогон: 0");
        dry.Total.Updated.Should().Be(4, "a dry run sends nothing and looks at everything");
        again.Total.Updated.Should().Be(2, "each run may go as far as its limit");
        yes.Should().Match<RunRecord>(run => run.State == RunState.Succeeded && run.Total.Updated == 2);
        var entries = await _rig.Service<IJournalReader>().PageAsync(new JournalFilter { Kind = JournalKind.Run }, null, 50, CancellationToken.None);
        entries.Should().Contain(entry => entry.RunId == stopped.Id && entry.Level == JournalLevel.Warning && entry.Text.Contains("предохранителем"));
        entries.Should().Contain(entry => entry.RunId == yes.Id && entry.Text.Contains("по решению"));
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
        return orders with { Limits = orders.Limits with { BatchChangedRows = 2, Fuse = fuse } };
    }
}
