using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Schedules;

/// <summary>Where the scheduler asks for a run, and follows it.</summary>
internal sealed class RunDoor(IRunService runs, IEngineStore store, ScheduleEntries entries, ILogger<RunDoor> logger)
{
    /// <summary>Null when a run of the exchange is under way.</summary>
    public async Task<RunRecord?> TryStartAsync(Fire fire, CancellationToken stopping)
    {
        try
        {
            var run = await runs.StartAsync(Request(fire), stopping);
            await TellAsync(fire, run, stopping);
            return run;
        }
        catch (RunRefusedException refused) when (refused.IsUnderWay)
        {
            return null;
        }
    }

    /// <summary>Until the run has ended. When <paramref name="stopping"/> is cancelled it finishes its batch.</summary>
    public async Task FollowAsync(RunRecord run, CancellationToken stopping)
    {
        await using var cancelling = stopping.Register(() => runs.Cancel(run.Id));
        await runs.CompletionAsync(run.Id, CancellationToken.None);
    }

    /// <summary>The run that began last, whatever became of it.</summary>
    public async Task<RunRecord?> NewestAsync(string exchange, CancellationToken stopping) =>
        await store.RunsAsync(exchange, 1, stopping) is [var newest, ..] ? newest : null;

    /// <summary>The run is what counts: it goes on even when the journal could not take why it began.</summary>
    private async Task TellAsync(Fire fire, RunRecord run, CancellationToken stopping)
    {
        try
        {
            await entries.StartedAsync(fire, run, stopping);
        }
        catch (StoreException exception)
        {
            logger.NotTold(exception, fire.Exchange);
        }
    }

    private static RunRequest Request(Fire fire) => new() { Exchange = fire.Exchange, StartedBy = "schedule" };
}
