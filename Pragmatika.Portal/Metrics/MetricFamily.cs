using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Pragmatika.Portal.Metrics;

/// <summary>All series of one instrument.</summary>
internal sealed class MetricFamily(Instrument instrument)
{
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    public string Name { get; } = PrometheusText.Name(instrument.Name, instrument.Unit, TypeOf(instrument));

    public string Type { get; } = TypeOf(instrument);

    public string? Help => instrument.Description;

    public IEnumerable<MetricSeries> Series => _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal);

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd(Labels(tags), labels => new MetricSeries(labels));
        switch (instrument.GetType().Name)
        {
            case var kind when kind.StartsWith("Histogram", StringComparison.Ordinal):
                series.Record(value);
                break;
            case var kind when kind.StartsWith("Observable", StringComparison.Ordinal) || kind.StartsWith("Gauge", StringComparison.Ordinal):
                series.Set(value);
                break;
            default:
                series.Add(value);
                break;
        }
    }

    private static string TypeOf(Instrument instrument) => instrument.GetType().Name switch
    {
        var kind when kind.StartsWith("Histogram", StringComparison.Ordinal) => "histogram",
        var kind when kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) => "counter",
        _ => "gauge",
    };

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length == 0 ? string.Empty : ",").Append(PrometheusText.Label(name, value));
        }

        return text.ToString();
    }
}
