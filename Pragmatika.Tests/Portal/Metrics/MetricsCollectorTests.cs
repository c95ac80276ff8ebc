using System.Diagnostics.Metrics;
using Pragmatika.Portal.Metrics;

namespace Pragmatika.Tests.Portal.Metrics;

public sealed class MetricsCollectorTests
{
    [Fact]
    public void Print_OurInstruments_AreInTheExpositionFormat()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("Pragmatika.Tests.Metrics");
        var rows = meter.CreateCounter<long>("pragmatika.test.rows", description: "Rows read");
        var seconds = meter.CreateHistogram<double>("pragmatika.test.duration", "s");

        rows.Add(2, new KeyValuePair<string, object?>("exchange", "cars \"new\""));
        rows.Add(3, new KeyValuePair<string, object?>("exchange", "cars \"new\""));
        seconds.Record(0.02);
        seconds.Record(700);

        var text = collector.Print();
        text.Should().Contain("# HELP pragmatika_test_rows_total Rows read\n# TYPE pragmatika_test_rows_total counter\npragmatika_test_rows_total{exchange=\"cars \\\"new\\\"\"} 5\n");
        text.Should().Contain("pragmatika_test_duration_seconds_bucket{le=\"0.025\"} 1\n");
        text.Should().Contain("pragmatika_test_duration_seconds_bucket{le=\"300\"} 1\n");
        text.Should().Contain("pragmatika_test_duration_seconds_bucket{le=\"+Inf\"} 2\n");
        text.Should().Contain("pragmatika_test_duration_seconds_count 2\n");
    }
}
