using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

using static Pragmatika.Tests.Engine.Data.StoreHarness;

namespace Pragmatika.Tests.Engine.Data;

public sealed class LeaseTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Take_ManyAtOnceFromTwoProcesses_OneWins(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        IEngineStore[] stores = [harness.Store, harness.AnotherProcess().GetRequiredService<IEngineStore>()];

        for (var round = 0; round < 3; round++)
        {
            var exchange = $"race-{round}";
            var takes = Enumerable.Range(0, 6).Select(index => stores[index % 2].TakeLeaseAsync(harness.NewRun(exchange), Lease, CancellationToken.None));

            var grants = await Task.WhenAll(takes);

            grants.Where(grant => grant is not null).Should().ContainSingle().Which!.Fence.Should().Be(1);
            (await harness.Store.RunsAsync(exchange, 10, CancellationToken.None)).Should().ContainSingle().Which.State.Should().Be(RunState.Running);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Take_HolderRanOut_MarksItCrashedAndShutsItOut(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var other = harness.AnotherProcess().GetRequiredService<IEngineStore>();
        var (late, lateLease) = await harness.StartAsync();
        (await other.TakeLeaseAsync(harness.NewRun(), Lease, CancellationToken.None)).Should().BeNull();
        harness.Time.Advance(Lease + TimeSpan.FromSeconds(1));

        var grant = await other.TakeLeaseAsync(harness.NewRun(), Lease, CancellationToken.None);

        grant.Should().Be(new LeaseGrant(lateLease.Fence + 1, PreviousUnclean: true));
        var crashed = await harness.Store.RunAsync(late.Id, CancellationToken.None);
        crashed!.State.Should().Be(RunState.Crashed);
        crashed.EndedAt.Should().Be(harness.Time.GetUtcNow());
        (await harness.Store.RenewLeaseAsync("main", lateLease.Fence, Lease, CancellationToken.None)).Should().BeFalse();
        var end = () => harness.Store.EndRunAsync(late with { State = RunState.Succeeded }, lateLease.Fence, true, CancellationToken.None);
        await end.Should().ThrowAsync<LeaseLostException>();
        (await harness.Store.RunAsync(late.Id, CancellationToken.None))!.State.Should().Be(RunState.Crashed);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Renew_InTime_KeepsTheLease(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (_, lease) = await harness.StartAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(20));
        (await harness.Store.RenewLeaseAsync("main", lease.Fence, Lease, CancellationToken.None)).Should().BeTrue();
        harness.Time.Advance(TimeSpan.FromSeconds(20));

        (await harness.Store.TakeLeaseAsync(harness.NewRun(), Lease, CancellationToken.None)).Should().BeNull();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Take_HolderProcessGoneFromThisMachine_DoesNotWait(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        await harness.StartAsync();

        await SetHolderAsync(harness, ProcessMark.Current with { Machine = "another machine", ProcessId = 99_999_999 });
        (await harness.Store.TakeLeaseAsync(harness.NewRun(), Lease, CancellationToken.None)).Should().BeNull();

        await SetHolderAsync(harness, ProcessMark.Current with { ProcessId = 99_999_999 });
        (await harness.Store.TakeLeaseAsync(harness.NewRun(), Lease, CancellationToken.None))!.PreviousUnclean.Should().BeTrue();
    }

    [Theory]
    [OnSqlite(true, RunState.Succeeded, RunMode.Full, false, false)]
    [OnSqlite(false, RunState.Failed, RunMode.Full, false, true)]
    [OnPostgreSql(true, RunState.Succeeded, RunMode.Full, false, false)]
    [OnPostgreSql(false, RunState.Failed, RunMode.Full, false, true)]
    [OnSqlServer(true, RunState.Succeeded, RunMode.Full, false, false)]
    [OnSqlServer(false, RunState.Failed, RunMode.Full, false, true)]
    public Task End_AfterCleanStart_TellsTheNextRun(SqlEngine engine, bool clean, RunState state, RunMode mode, bool isDryRun, bool nextSeesUnclean) =>
        NextSeesAsync(engine, startUnclean: false, clean, state, mode, isDryRun, nextSeesUnclean);

    [Theory]
    [OnSqlite(RunState.Succeeded, RunMode.Incremental, false, false)]
    [OnSqlite(RunState.NeedsPerson, RunMode.Full, false, false)]
    [OnSqlite(RunState.Cancelled, RunMode.Full, false, true)]
    [OnSqlite(RunState.Succeeded, RunMode.Keys, false, true)]
    [OnSqlite(RunState.Succeeded, RunMode.Full, true, true)]
    public Task End_AfterUncleanStart_IsGoodOnlyAfterAllRowsWereGoneThrough(SqlEngine engine, RunState state, RunMode mode, bool isDryRun, bool nextSeesUnclean) =>
        NextSeesAsync(engine, startUnclean: true, clean: true, state, mode, isDryRun, nextSeesUnclean);

    [Fact]
    public void ProcessMark_OfThisProcess_IsNotGoneAndSurvivesText()
    {
        ProcessMark.Current.IsGone().Should().BeFalse();
        ProcessMark.Parse(ProcessMark.Current.ToString()).Should().Be(ProcessMark.Current);
        ProcessMark.Parse("something else").Should().BeNull();
        (ProcessMark.Current with { StartedTicks = ProcessMark.Current.StartedTicks - TimeSpan.TicksPerHour }).IsGone().Should().BeTrue("its number was given to another process");
    }

    private static async Task NextSeesAsync(
        SqlEngine engine, bool startUnclean, bool clean, RunState state, RunMode mode, bool isDryRun, bool nextSeesUnclean)
    {
        await using var harness = await CreateAsync(engine);
        if (startUnclean)
        {
            var (broken, brokenLease) = await harness.StartAsync();
            await harness.Store.EndRunAsync(broken with { State = RunState.Failed }, brokenLease.Fence, false, CancellationToken.None);
        }

        var (run, lease) = await harness.StartAsync(mode: mode, isDryRun: isDryRun);
        lease.PreviousUnclean.Should().Be(startUnclean);
        await harness.Store.EndRunAsync(run with { State = state, EndedAt = harness.Time.GetUtcNow(), Message = "как было" }, lease.Fence, clean, CancellationToken.None);

        (await harness.StartAsync()).Lease.PreviousUnclean.Should().Be(nextSeesUnclean);
        (await harness.Store.RunAsync(run.Id, CancellationToken.None)).Should().BeEquivalentTo(
            run with { State = state, EndedAt = harness.Time.GetUtcNow(), Message = "как было" });
    }

    private static async Task SetHolderAsync(StoreHarness harness, ProcessMark holder)
    {
        var text = holder.ToString();
        await using var context = harness.Context();
        await context.Leases.ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Holder, text));
    }
}
