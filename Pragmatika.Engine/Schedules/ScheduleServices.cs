using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Engine.Schedules;

/// <summary>Registers the scheduler of a node.</summary>
public static class ScheduleServices
{
    /// <summary>The scheduler starts with the host, after the database was migrated.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddSettings<ScheduleOptions>(ScheduleOptions.Section);
        services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleZoneValidator>();
        services.AddSingleton<ScheduleEntries>();
        services.AddSingleton<RunDoor>();
        services.AddSingleton<BusyExchanges>();
        services.AddSingleton<FiredRuns>();
        services.AddSingleton<ExchangeStarter>();
        services.AddSingleton<MissedStarts>();
        services.AddSingleton<QuartzFactory>();
        services.AddSingleton<SchedulerHandle>();
        services.AddSingleton<ScheduleMirror>();
        services.AddSingleton<Func<ICompareService>>(provider => provider.GetRequiredService<ICompareService>);
        services.AddSingleton<CompareStarter>();
        services.AddSingleton<CompareMirror>();
        services.AddSingleton<DependencyWatch>();
        services.AddSingleton<MissedTold>();
        services.AddSingleton<ScheduleSync>();
        services.AddSingleton<ScheduleBoardReader>();
        services.AddSingleton<ScheduleHost>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleHost>());
        services.Replace(ServiceDescriptor.Singleton<IScheduleEvents, ScheduleEvents>());
        services.AddSingleton<Hearing.IHeard, HeardStarts>();
        services.TryAddSingleton<ISchedules, ScheduleDesk>();
        return services;
    }
}
