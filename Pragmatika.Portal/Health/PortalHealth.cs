using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Pragmatika.Portal.Health;

/// <summary>Two questions of an orchestrator: is the process alive, and may it be given visitors.</summary>
public static class PortalHealth
{
    public const string Ready = "ready";

    public static void AddPortalHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: [Ready]);

    public static void MapPortalHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}
