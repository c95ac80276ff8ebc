using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Schedules;

/// <summary>Turns a firing into a run, where the schedule as it is stored now still wants one.</summary>
internal sealed class ExchangeStarter(IExchangeCatalog catalog, IScheduleStore book, FiredRuns fired, IOptions<ScheduleOptions> options, TimeProvider time)
{
    /// <summary>
    /// Runs the exchange to its end. Returns the moment to fire again when the windows are closed, else null. When <paramref name="stopping"/> is cancelled the run finishes its batch.
    /// </summary>
    public async Task<DateTimeOffset?> FireAsync(Fire fire, CancellationToken stopping)
    {
        using var texts = StoredText.ForLater();
        var stored = await catalog.FindAsync(fire.Exchange, stopping);
        var pause = await book.PauseAsync(stopping);
        switch (FireDecision.For(fire, stored?.Definition.Schedule, pause is not null, time.GetUtcNow(), options.Value.Zone))
        {
            case FireDecision.Defer later:
                return later.Until;
            case FireDecision.Start:
                await fired.RunAsync(fire, stopping);
                return null;
            default:
                return null;
        }
    }
}
