using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Simulation;

/// <summary>
/// Moves a simulated clock whenever the process has nothing left to do: no pool thread is busy, none is asked for, and no request is on its way.
/// Work therefore takes no simulated time, waiting takes no real time.
/// </summary>
/// <remarks>
/// Being quiet is judged by several looks in a row. A wrong guess makes real work appear to have taken simulated time, which can only make the measured
/// figure worse. A step of a second keeps the number of looks in bounds: timers may fire up to a second late.
/// </remarks>
internal sealed class IdleDriver(SimulatedClock clock, RequestGauge requests)
{
    private const int QuietLooks = 4;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Runs on the calling thread until cancelled; give it one of its own.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        ThreadPool.GetMaxThreads(out var workers, out _);
        var quiet = 0;
        var spin = default(SpinWait);
        while (!cancellationToken.IsCancellationRequested)
        {
            ThreadPool.GetAvailableThreads(out var free, out _);
            quiet = free == workers && ThreadPool.PendingWorkItemCount == 0 && requests.InFlight == 0 ? quiet + 1 : 0;
            if (quiet < QuietLooks)
            {
                spin.SpinOnce();
                continue;
            }

            quiet = 0;
            spin = default;
            clock.Advance(Step);
        }
    }
}
