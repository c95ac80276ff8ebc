using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Hearing.Intake;
using Pragmatika.Engine.Hearing.Offline;
using Pragmatika.Engine.Hearing.Sweep;
using Pragmatika.Engine.Hearing.Ways;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Engine.Hearing;

public static class HearingServices
{
    /// <summary>Hearing on demand, the intake of calls, and what the pages show. Needs the data room, the Bitrix24 connector and a configuration.</summary>
    public static IServiceCollection AddHearing(this IServiceCollection services)
    {
        services.AddSettings<HearingOptions>(HearingOptions.Section);
        services.AddSingleton<HearingMeters>();
        services.AddSingleton<HeardInbox>();
        services.AddSingleton<OwnMark>();
        services.AddSingleton<ListeningStart>();
        services.AddSingleton<IdSweep>();
        services.AddSingleton<ListenedPortals>();
        services.AddSingleton<ListenerParts>();
        services.AddSingleton<HearingRounds>();
        services.AddSingleton<IHearing>(provider => provider.GetRequiredService<HearingRounds>());
        services.AddSingleton<IHearingWays, HearingWays>();
        services.AddSingleton<HookTokens>();
        services.AddSingleton(provider => new EventIntake(
            provider.GetRequiredService<HookTokens>(),
            provider.GetRequiredService<HeardInbox>(),
            provider.GetRequiredService<IHearingStore>(),
            provider.GetRequiredService<HearingMeters>(),
            provider.GetRequiredService<IOptions<HearingOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventIntake>>()));
        return services;
    }
}
