using System.Net;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Portal.Metrics;

/// <summary>
/// <c>/metrics</c>. A scraper on this machine needs nothing; one elsewhere sends the bearer token of the setting <c>Metrics:Token</c>,
/// and without that setting is answered 404.
/// </summary>
public static class PortalMetrics
{
    public static void AddPortalMetrics(this IServiceCollection services) =>
        services.AddSingleton<MetricsCollector>().AddSettings<MetricsOptions>(MetricsOptions.Section);

    public static void MapPortalMetrics(this WebApplication app)
    {
        // Made here, not at the first scrape: it counts from the start of the process.
        var collector = app.Services.GetRequiredService<MetricsCollector>();
        app.MapGet("/metrics", (HttpContext context, IOptions<MetricsOptions> settings) =>
            IsAllowed(context, settings.Value.Token)
                ? Results.Text(collector.Print(), PrometheusText.ContentType)
                : Results.NotFound()).AllowAnonymous().DisableHttpMetrics();
    }

    private static bool IsAllowed(HttpContext context, string? token)
    {
        var from = context.Connection.RemoteIpAddress;
        var behindProxy = context.Request.Headers.ContainsKey("X-Forwarded-For");
        return (from is not null && IPAddress.IsLoopback(from) && !behindProxy)
            || (token is { Length: > 0 } && context.Request.Headers.Authorization == $"Bearer {token}");
    }
}
