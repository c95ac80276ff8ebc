using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;

namespace Pragmatika.Engine.Schedules;

/// <summary>Tells people of the starts that nobody was there to make.</summary>
internal sealed class MissedTold(MissedStarts missed, IScheduleStore book, ScheduleEntries entries, IOptions<ScheduleOptions> options, TimeProvider time)
{
    /// <summary>Writes down what Quartz has reported since the last call, for the exchanges that still have a schedule.</summary>
    public async Task TellAsync(IReadOnlyList<StoredExchange> exchanges, CancellationToken cancellationToken)
    {
        while (missed.Reader.TryRead(out var start))
        {
            if (exchanges.FirstOrDefault(exchange => exchange.Name == start.Exchange)?.Definition.Schedule is { } schedule)
            {
                var count = ScheduleClock.CountMissed(schedule, start.First, time.GetUtcNow(), options.Value.Zone);
                await book.MissedAsync(start.Exchange, count, start.First, cancellationToken);
                await entries.MissedAsync(start.Exchange, count, start.First, cancellationToken);
            }
        }
    }
}
