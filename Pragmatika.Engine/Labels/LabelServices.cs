using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pragmatika.Engine.Labels;

public static class LabelServices
{
    public static IServiceCollection AddLabels(this IServiceCollection services)
    {
        services.TryAddSingleton<ILabelReader, PortalLabels>();
        return services;
    }
}
