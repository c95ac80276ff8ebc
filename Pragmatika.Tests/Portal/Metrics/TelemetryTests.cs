using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Pragmatika.Engine.Telemetry;
using Pragmatika.Portal.Metrics;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Metrics;

/// <summary>What a scraper reads and what a collector is sent.</summary>
[Collection("Telemetry")]
public sealed class TelemetryTests
{
    [Fact]
    public async Task Scrape_OurInstruments_KeepTheirNamesAndLabels()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        using var meter = new Meter("Pragmatika.Tests.Metrics");
        var rows = meter.CreateCounter<long>("pragmatika.test.rows", description: "Rows read");
        var seconds = meter.CreateHistogram("pragmatika.test.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 300] });

        rows.Add(2, new KeyValuePair<string, object?>("exchange", "cars \"new\""));
        rows.Add(3, new KeyValuePair<string, object?>("exchange", "cars \"new\""));
        seconds.Record(0.02);
        seconds.Record(700);
        EngineTelemetry.Called(null, "crm.item.list", 200, TimeSpan.FromSeconds(0.02), failure: null);

        var lines = (await client.GetStringAsync("/metrics")).Split('\n').Select(WithoutTime).ToList();
        lines.Should().Contain("# HELP pragmatika_test_rows_total Rows read").And.Contain("# TYPE pragmatika_test_rows_total counter");
        lines.Should().Contain("pragmatika_test_rows_total{exchange=\"cars \\\"new\\\"\"} 5");
        lines.Should().Contain("pragmatika_test_duration_seconds_bucket{le=\"0.025\"} 1").And.Contain("pragmatika_test_duration_seconds_bucket{le=\"300\"} 1");
        lines.Should().Contain("pragmatika_test_duration_seconds_bucket{le=\"+Inf\"} 2").And.Contain("pragmatika_test_duration_seconds_count 2");
        lines.Should().Contain(line => line.StartsWith("pragmatika_rest_requests_total{method=\"crm.item.list\",status=\"200\"} ", StringComparison.Ordinal));
        lines.Should().Contain(line => line.StartsWith("pragmatika_rest_duration_seconds_bucket{method=\"crm.item.list\",le=\"0.025\"} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Collector_IsSet_GetsMetricsAndTraces()
    {
        await using var collector = await Collector.StartAsync();
        await using var services = Services(collector.Address, "HttpProtobuf");
        var metrics = services.GetRequiredService<MeterProvider>();
        var traces = services.GetRequiredService<TracerProvider>();

        EngineTelemetry.Run(Guid.NewGuid(), "Full")!.Dispose();
        traces.ForceFlush();
        metrics.ForceFlush();

        collector.Paths.Should().Contain("/v1/traces").And.Contain("/v1/metrics");
    }

    [Fact]
    public async Task Collector_IsNotSet_NothingIsTraced()
    {
        await using var services = Services(endpoint: null, "Grpc");

        services.GetService<TracerProvider>().Should().BeNull();
        services.GetRequiredService<MeterProvider>().Should().NotBeNull();
    }

    /// <summary>The exporter may print a time behind the value, and braces around no labels.</summary>
    private static string WithoutTime(string text)
    {
        var line = text.Replace("{}", string.Empty, StringComparison.Ordinal);
        var end = line.LastIndexOf('}');
        var words = line[(end + 1)..].Split(' ');
        return line.StartsWith('#') || words.Length < 3 ? line : line[..(end + 1)] + string.Join(' ', words[..2]);
    }

    private static ServiceProvider Services(Uri? endpoint, string protocol)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Telemetry:OtlpEndpoint", endpoint?.ToString()), new("Telemetry:OtlpProtocol", protocol)])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddPortalMetrics(configuration);
        return services.BuildServiceProvider();
    }

    private sealed class Collector(WebApplication app, ConcurrentQueue<string> paths) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.First());

        public IEnumerable<string> Paths => paths;

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var paths = new ConcurrentQueue<string>();
            app.Run(context =>
            {
                paths.Enqueue(context.Request.Path);
                return Task.CompletedTask;
            });
            await app.StartAsync();
            return new Collector(app, paths);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
