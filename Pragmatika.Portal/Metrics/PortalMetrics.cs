using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pragmatika.Engine.Settings;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Portal.Metrics;

/// <summary>
/// <c>/metrics</c> for a scraper, and on request metrics and traces to a collector (OTLP). A scraper on this machine needs nothing; one elsewhere sends the bearer token of the setting
/// <c>Metrics:Token</c>, and without that setting is answered 404.
/// </summary>
public static class PortalMetrics
{
    private const string Path = "/metrics";

    public static void AddPortalMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<MetricsOptions>(MetricsOptions.Section);
        services.AddSettings<TelemetryOptions>(TelemetryOptions.Section);
        var settings = configuration.ReadSettings<TelemetryOptions>(TelemetryOptions.Section);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("pragmatika", serviceVersion: typeof(PortalMetrics).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics
                .AddMeter(EngineTelemetry.Name, EngineTelemetry.Name + ".*", "Microsoft.AspNetCore.Hosting", "System.Runtime")
                .AddPrometheusExporter(Expose));
        if (settings.OtlpEndpoint is { IsAbsoluteUri: true })
        {
            // Without a collector nobody listens to the traces, and none are made.
            telemetry
                .WithMetrics(metrics => metrics.AddOtlpExporter(otlp => Send(otlp, settings, "v1/metrics")))
                .WithTracing(traces => traces.AddSource(EngineTelemetry.Name).AddOtlpExporter(otlp => Send(otlp, settings, "v1/traces")));
        }
    }

    public static void UsePortalMetrics(this IApplicationBuilder app) => app.UseOpenTelemetryPrometheusScrapingEndpoint(context =>
    {
        if (context.Request.Path != Path || !IsAllowed(context))
        {
            return false;
        }

        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } own)
        {
            own.MetricsDisabled = true;
        }

        return true;
    });

    /// <summary>Whoever may not ask is told that there is nothing, not to sign in.</summary>
    public static void MapPortalMetrics(this WebApplication app) => app.MapGet(Path, () => Results.NotFound()).AllowAnonymous();

    /// <summary>Names and labels as they were before the library wrote them; every scrape is fresh.</summary>
    private static void Expose(PrometheusAspNetCoreOptions options)
    {
        options.ScopeInfoEnabled = false;
        options.ScrapeResponseCacheDurationMilliseconds = 0;
    }

    /// <summary>The exporter adds the path of a signal only to an address it takes from the environment.</summary>
    private static void Send(OtlpExporterOptions otlp, TelemetryOptions settings, string path)
    {
        otlp.Protocol = settings.OtlpProtocol;
        otlp.Endpoint = settings.OtlpProtocol == OtlpExportProtocol.HttpProtobuf
            ? new Uri(settings.OtlpEndpoint!.AbsoluteUri.TrimEnd('/') + "/" + path)
            : settings.OtlpEndpoint!;
    }

    private static bool IsAllowed(HttpContext context)
    {
        var token = context.RequestServices.GetRequiredService<IOptions<MetricsOptions>>().Value.Token;
        var from = context.Connection.RemoteIpAddress;
        var behindProxy = context.Request.Headers.ContainsKey("X-Forwarded-For");
        return (from is not null && IPAddress.IsLoopback(from) && !behindProxy)
            || (token is { Length: > 0 } && context.Request.Headers.Authorization == $"Bearer {token}");
    }
}
