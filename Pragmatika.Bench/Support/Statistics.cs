namespace Pragmatika.Bench.Support;

internal static class Statistics
{
    /// <summary>The middle of the values; the mean of the two middle ones when there is an even number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
