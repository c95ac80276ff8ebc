using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pragmatika.Engine.Runs.Verify;

public static class VerifyServices
{
    /// <summary>Adds <see cref="IVerifyService"/>; it opens exchanges as runs do, so the engine's other rooms must be there.</summary>
    public static IServiceCollection AddVerify(this IServiceCollection services)
    {
        services.TryAddSingleton<VerifyService>();
        services.TryAddSingleton<IVerifyService>(provider => provider.GetRequiredService<VerifyService>());
        return services;
    }
}
