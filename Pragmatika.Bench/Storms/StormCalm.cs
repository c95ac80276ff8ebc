using Pragmatika.Bench.Storms.Oracle;
using Pragmatika.Bench.Storms.World;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Bench.Storms;

/// <summary>The end of a storm: all that was late arrives, everything is heard, the exchange runs once; then both sides must agree, and further runs find nothing to do.</summary>
internal sealed class StormCalm(StormWorld world, Watcher watcher, StormPeople people, Func<RunMode, bool, int, CancellationToken, Task<RunRecord?>> run, bool leftForPeople)
{
    private static readonly TimeSpan UntilAllLanded = TimeSpan.FromMinutes(3);

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        world.SetWeather(0, 0);
        world.Clock.Pass(UntilAllLanded);
        await RoundAsync(cancellationToken);
        if (leftForPeople)
        {
            await RequireAsync(RunMode.Full, cancellationToken); // as a person who replays what was left
        }

        await RoundAsync(cancellationToken); // what the portal filled in by itself when a record was made
        await new EndCheck(world, watcher, people).CheckAsync(cancellationToken);
        await RestAsync(RunMode.Full, cancellationToken);
        await HearAsync(cancellationToken);
        await RestAsync(RunMode.Incremental, cancellationToken);
        await RestAsync(RunMode.Full, cancellationToken);
        await new EndCheck(world, watcher, people).CheckAsync(cancellationToken);
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        await HearAsync(cancellationToken);
        await RequireAsync(RunMode.Incremental, cancellationToken);
    }

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        world.Clock.Pass(TimeSpan.FromSeconds(5));
        await world.CarryRestAsync(cancellationToken);
        await world.Engine.HearAsync(HeardBy.Polling, cancellationToken);
        await world.Engine.HearAsync(HeardBy.Sweep, cancellationToken);
    }

    private async Task<RunRecord> RequireAsync(RunMode mode, CancellationToken cancellationToken)
    {
        world.Clock.Pass(TimeSpan.FromSeconds(5));
        var ended = await run(mode, false, 0, cancellationToken);
        return ended is { State: RunState.Succeeded or RunState.NeedsPerson }
            ? ended
            : throw new StormBrokenException("failed", $"a run in calm weather ended as {ended?.State}: {ended?.Message}");
    }

    private async Task RestAsync(RunMode mode, CancellationToken cancellationToken)
    {
        var before = world.WriteRequests;
        await RequireAsync(mode, cancellationToken);

        // A row that 1C has changed after its deal was deleted asks for the deal whenever it is delivered again: it may be back from the bin.
        if ((world.WriteRequests > before && !watcher.HaveDeleted) || watcher.CellsWritten > 0 || watcher.RecordsWritten > 0)
        {
            throw new StormBrokenException("restless", $"nothing was left to do, and the run wrote {watcher.CellsWritten} cells, {watcher.RecordsWritten} records, {world.WriteRequests - before} write requests");
        }
    }
}
