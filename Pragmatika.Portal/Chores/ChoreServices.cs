using Coravel;
using Coravel.Events.Interfaces;
using Coravel.Queuing;
using Coravel.Queuing.Interfaces;
using Coravel.Scheduling.Schedule.Interfaces;

namespace Pragmatika.Portal.Chores;

/// <summary>
/// Work that belongs to this node alone and keeps no state between two starts. What must happen once in a cluster, be caught up after an outage or follow a timetable that a person typed
/// is Quartz's (the engine's room Schedules): Coravel skips what it missed, and its cron is not the one people know.
/// </summary>
public static class ChoreServices
{
    /// <summary>Chores by the clock, for a host that serves. Coravel's clock is the system's, in UTC.</summary>
    public static void AddChores(this IServiceCollection services)
    {
        services.AddScheduler();
        services.AddTransient<TrimJournal>();
        services.AddTransient<LookElsewhere>();
        services.AddSingleton<Elsewhere>();
    }

    /// <summary>
    /// The queue by which a visitor's "run now" leaves the page. Not <c>AddQueue</c>: its host empties the queue once a second at best, and
    /// keeps a stopping program waiting for as long as the last task likes.
    /// </summary>
    public static void AddHandOver(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Queue(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IDispatcher>()));
        services.AddSingleton<IQueue>(provider => provider.GetRequiredService<Queue>());
        services.AddTransient<StartRun>();
        services.AddSingleton<RunHandOver>();
        services.AddHostedService(provider => provider.GetRequiredService<RunHandOver>());
    }

    /// <summary>Nothing in a host without <see cref="AddChores"/>.</summary>
    public static void UseChores(this WebApplication app)
    {
        if (app.Services.GetService<IScheduler>() is null)
        {
            return;
        }

        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ChoreServices));
        app.Services.UseScheduler(Plan).OnError(logger.ChoreFailed);
    }

    /// <summary>A worker each: on one worker, what is due in the same second waits for the one before it.</summary>
    internal static void Plan(IScheduler scheduler)
    {
        scheduler.OnWorker(nameof(TrimJournal));
        scheduler.Schedule<TrimJournal>().Hourly().PreventOverlapping(nameof(TrimJournal));
        scheduler.OnWorker(nameof(LookElsewhere));
        scheduler.Schedule<LookElsewhere>().EveryFiveSeconds().PreventOverlapping(nameof(LookElsewhere));
    }
}
