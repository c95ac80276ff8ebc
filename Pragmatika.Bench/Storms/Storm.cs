using Pragmatika.Bench.Storms.History;
using Pragmatika.Bench.Storms.Oracle;
using Pragmatika.Bench.Storms.World;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Bench.Storms;

/// <summary>How a storm ended. <paramref name="Failure"/> is null when every invariant held after every step and at the end.</summary>
internal sealed record StormResult(StormHistory History, int Steps, string? Invariant, string? Failure);

/// <summary>Lets one history happen and checks what must always hold.</summary>
internal sealed class Storm
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly StormHistory _history;
    private readonly StormWorld _world;
    private readonly Watcher _watcher;
    private readonly StormPeople _people;
    private int _step;
    private int _run;
    private bool _leftForPeople;

    private Storm(StormHistory history, StormWorld world)
    {
        (_history, _world) = (history, world);
        _watcher = new Watcher(world, history.Settings.Policy);
        _people = new StormPeople(world);
    }

    /// <summary>Never throws for what the storm finds; an exception of the engine that nobody caught is a finding, too.</summary>
    public static async Task<StormResult> PlayAsync(StormHistory history, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Hang);
        await using var world = await StormWorld.CreateAsync(history.Settings, limit.Token);
        var storm = new Storm(history, world);
        try
        {
            await storm.RunAsync(limit.Token);
            return new StormResult(history, storm._step, null, null);
        }
        catch (StormBrokenException broken)
        {
            return new StormResult(history, storm._step, broken.Invariant, $"step {storm._step}: {broken.Message}");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new StormResult(history, storm._step, limit.IsCancellationRequested ? "hang" : "exception", $"step {storm._step}: {exception}");
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var step in _history.Steps)
        {
            _step++;
            _world.Clock.Pass(TimeSpan.FromSeconds(1 + (step.Dice % 3)));
            await DoAsync(step, cancellationToken);
            await _world.CarryEventsAsync(step.Dice, cancellationToken);
        }

        _step++;
        await new StormCalm(_world, _watcher, _people, RunAsync, _leftForPeople).CheckAsync(cancellationToken);
    }

    private async Task DoAsync(StormStep step, CancellationToken cancellationToken)
    {
        if (!step.HasWeather)
        {
            await _people.DoAsync(step);
            if (step.Act == StormAct.RowGone)
            {
                _watcher.Removed(step.A);
            }

            if (_people.HaveMerged)
            {
                _watcher.Merged();
            }

            _watcher.Look(_step, run: 0);
            return;
        }

        _world.SetWeather(step.Death == 0 ? step.A : Math.Min(step.A, 1), step.Dice);
        if (step.IsRun)
        {
            var mode = step.Act switch
            {
                StormAct.RunFull => RunMode.Full,
                StormAct.RunHeard => RunMode.Heard,
                _ => RunMode.Incremental,
            };
            await RunAsync(mode, step.Act == StormAct.DryRun, step.Death, cancellationToken);
        }
        else
        {
            _world.Engine.Life.Plan(Math.Abs(step.Death), step.Death < 0);
            await _world.Engine.HearAsync(step.Act == StormAct.Poll ? HeardBy.Polling : HeardBy.Sweep, cancellationToken);
            await _world.ReviveAsync();
        }

        _world.SetWeather(0, 0);
    }

    private async Task<RunRecord?> RunAsync(RunMode mode, bool dryRun, int death, CancellationToken cancellationToken)
    {
        _run++;
        _watcher.BeginRun();
        _world.Engine.Life.Plan(Math.Abs(death), death < 0);
        var ended = await _world.Engine.RunAsync(mode, dryRun, cancellationToken);
        var died = await _world.ReviveAsync();
        _leftForPeople |= ended is { State: RunState.NeedsPerson };
        _watcher.Look(_step, _run, died || ended is not { State: RunState.Succeeded });
        RunCheck.Check(ended, dryRun, _watcher);
        _watcher.Linked = await LinkCheck.CheckAsync(_world.Engine, _people.HaveMerged, cancellationToken);
        return ended;
    }
}
