using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pragmatika.Engine.Runs.Opening;

internal static class OpeningServices
{
    public static void AddRunOpening(this IServiceCollection services)
    {
        services.TryAddSingleton<Sides>();
        services.TryAddSingleton<DefinitionBinder>();
        services.TryAddSingleton<RunBooks>();
        services.TryAddSingleton<PeopleSaid>();
        services.TryAddSingleton<RunOpener>();
    }
}
