using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>The lease of one run: held as long as it goes on, given back at its end. A lease that was lost stops the run.</summary>
internal sealed class RunLease(IEngineStore store, RunRecord run, LeaseGrant grant, RunLeaseOptions options, TimeProvider time, ILogger logger)
{
    public bool PreviousUnclean => grant.PreviousUnclean;

    /// <summary>Prolongs the lease until <paramref name="stop"/> is cancelled, and cancels it when the lease went to another node.</summary>
    public async Task RenewAsync(CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(options.Renewal, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!await store.RenewLeaseAsync(run.Exchange, grant.Fence, options.Duration, stop.Token))
                {
                    await stop.CancelAsync(); // another node has the exchange: nothing of ours can be committed any more
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception)
        {
            logger.LeaseNotRenewed(exception, run.Exchange);
        }
    }

    /// <summary>Stores the final record and gives the lease back; never throws.</summary>
    public async Task EndAsync(RunRecord final, bool clean)
    {
        try
        {
            await store.EndRunAsync(final, grant.Fence, clean, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.EndNotStored(exception, run.Id, run.Exchange); // the lease runs out by itself and the next run looks keys up
        }

        logger.RunEnded(run.Id, run.Exchange, final.State);
    }
}
