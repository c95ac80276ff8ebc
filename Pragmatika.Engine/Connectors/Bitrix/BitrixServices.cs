using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pragmatika.Engine.Connectors.Bitrix;

public static class BitrixServices
{
    /// <summary>One <see cref="BitrixPortalFactory"/> for the process, so that connections to one portal share its limits.</summary>
    public static IServiceCollection AddBitrixConnector(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BitrixPortalFactory>();
        services.TryAddSingleton<IBitrixPortalFactory, StoredPortals>();
        return services;
    }
}
