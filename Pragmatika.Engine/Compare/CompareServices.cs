using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Engine.Compare;

public static class CompareServices
{
    /// <summary>Adds <see cref="ICompareService"/> and what it compares with.</summary>
    public static IServiceCollection AddCompare(this IServiceCollection services)
    {
        services.AddVerify();
        services.TryAddSingleton<ICompareService, CompareService>();
        return services;
    }
}
