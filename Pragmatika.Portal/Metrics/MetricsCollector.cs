using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Pragmatika.Portal.Metrics;

/// <summary>Listens to our meters and a few of the platform's from its creation on, and prints them when asked.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private static readonly string[] Meters = ["Pragmatika", "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    // By name: two instruments of one name (two hosts in a process) are one family, or only one of them would be seen.
    private readonly ConcurrentDictionary<(string Meter, string Instrument), MetricFamily> _families = new();
    private readonly MeterListener _listener = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Array.Exists(Meters, meter => instrument.Meter.Name.StartsWith(meter, StringComparison.Ordinal)))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd((instrument.Meter.Name, instrument.Name), _ => new MetricFamily(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Take(family, value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far, families in name order. Reading changes nothing.</summary>
    public string Print()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.DistinctBy(family => family.Name).OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            PrometheusText.Write(text, family);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Take(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((MetricFamily)family!).Take(value, tags);
}
