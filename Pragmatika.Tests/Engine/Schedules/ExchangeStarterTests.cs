using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Schedules;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Schedules;

/// <summary>What a firing comes to when a run is under way, by a clock that the test moves.</summary>
public sealed class ExchangeStarterTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Recovery_NodeIsDead_StartsWhenItsLeaseHasRunOut()
    {
        await using var rig = await RigAsync();
        var dead = await TakeAsync(rig);
        var start = _time.GetUtcNow();

        await PassAsync(Fire(rig, FireKind.Clock, isRecovery: true));

        rig.Runs.Started.Should().ContainSingle().Which.StartedAt.Should().BeOnOrAfter(start + Lease);
        (await rig.Service<IEngineStore>().RunAsync(dead.Run.Id, CancellationToken.None))!.State.Should().Be(RunState.Crashed);
        (await rig.JournalAsync("orders", "Узел, который вёл прогон, не отвечает")).Should().ContainSingle();
    }

    [Fact]
    public async Task Recovery_NodeTurnsOutToBeAlive_LeavesItsRunAlone()
    {
        await using var rig = await RigAsync();
        var alive = await TakeAsync(rig);

        await PassAsync(Fire(rig, FireKind.Clock, isRecovery: true), () => rig.Service<IEngineStore>().RenewLeaseAsync("orders", alive.Lease.Fence, Lease, CancellationToken.None));

        rig.Runs.Started.Should().BeEmpty();
        (await rig.Service<IEngineStore>().RunAsync(alive.Run.Id, CancellationToken.None))!.State.Should().Be(RunState.Running);
    }

    [Fact]
    public async Task Recovery_RunHasEndedMeanwhile_StartsNothing()
    {
        await using var rig = await RigAsync();
        var ended = await TakeAsync(rig);
        await rig.Service<IEngineStore>().EndRunAsync(ended.Run with { State = RunState.Succeeded, EndedAt = _time.GetUtcNow() }, ended.Lease.Fence, clean: true, CancellationToken.None);

        await PassAsync(Fire(rig, FireKind.Clock, isRecovery: true));

        rig.Runs.Started.Should().BeEmpty();
    }

    [Fact]
    public async Task Event_RunUnderWay_TwoFiringsWaitAsOne()
    {
        await using var rig = await RigAsync();
        await TakeAsync(rig);

        await PassAsync(Task.WhenAll(Fire(rig, FireKind.Event), Fire(rig, FireKind.Event)));

        rig.Runs.Started.Should().ContainSingle();
    }

    [Fact]
    public async Task Clock_DefinitionRefusedEachTime_IsToldOnce()
    {
        await using var rig = await RigAsync();
        rig.Runs.Refusal = "Описание обмена содержит ошибки.";

        await PassAsync(Fire(rig, FireKind.Clock));
        await PassAsync(Fire(rig, FireKind.Clock));

        (await rig.JournalAsync("orders", "Запуск по расписанию не состоялся.")).Should().ContainSingle();
    }

    private async Task<ScheduleRig> RigAsync()
    {
        var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite, _time);
        await rig.SaveAsync("orders", new ScheduleDefinition { Every = TimeSpan.FromHours(1), OnEvent = true });
        return rig;
    }

    private static async Task<DateTimeOffset?> Fire(ScheduleRig rig, FireKind kind, bool isRecovery = false) =>
        await rig.Service<ExchangeStarter>().FireAsync(new Fire("orders", kind, "x", isRecovery), CancellationToken.None);

    private async Task<(RunRecord Run, LeaseGrant Lease)> TakeAsync(ScheduleRig rig)
    {
        var run = new RunRecord { Id = Guid.NewGuid(), Exchange = "orders", Mode = RunMode.Incremental, State = RunState.Running, StartedAt = _time.GetUtcNow() };
        return (run, (await rig.Service<IEngineStore>().TakeLeaseAsync(run, Lease, CancellationToken.None))!);
    }

    /// <summary>Moves the clock from one waiting to the next until the work is done.</summary>
    private async Task PassAsync(Task work, Func<Task>? each = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!work.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
            if (_time.UntilNextTimer is { } wait)
            {
                if (each is not null)
                {
                    await each();
                }

                _time.Advance(wait);
            }
        }

        await work;
    }
}
