namespace Pragmatika.Portal.Metrics;

/// <summary>One line of the exposition: an instrument with one set of labels.</summary>
internal sealed class MetricSeries(string labels)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[Bounds.Length];
    private double _sum;
    private long _count;

    /// <summary>Upper bounds of histogram buckets, in the instrument's own unit.</summary>
    public static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    public string Labels => labels;

    public void Add(double value)
    {
        lock (_gate)
        {
            _sum += value;
        }
    }

    public void Set(double value)
    {
        lock (_gate)
        {
            _sum = value;
        }
    }

    public void Record(double value)
    {
        lock (_gate)
        {
            _sum += value;
            _count++;
            for (var index = 0; index < Bounds.Length; index++)
            {
                _buckets[index] += value <= Bounds[index] ? 1 : 0;
            }
        }
    }

    public (double Sum, long Count, long[] Buckets) Read()
    {
        lock (_gate)
        {
            return (_sum, _count, [.. _buckets]);
        }
    }
}
