using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Pages;

/// <summary>
/// One page as a visitor has it. Bytes are those on the wire for documents and assets (<c>First</c>: nothing cached; <c>Next</c>: the same address again) and what the circuit
/// brought, unpacked. Times are milliseconds; null where a page offers nothing to click.
/// </summary>
internal sealed record PageFigures(
    double FirstBytes, double NextBytes, double CircuitBytes, double FirstPaintMs, double InteractiveMs, double NextPaintMs, double NextInteractiveMs,
    double? ClickAnsweredMs, double? ClickPaintedMs, double? ClickFullMs, double? ControlAnsweredMs)
{
    public static PageFigures Median(IReadOnlyCollection<PageFigures> samples)
    {
        return new(
            Of(sample => sample.FirstBytes), Of(sample => sample.NextBytes), Of(sample => sample.CircuitBytes),
            Of(sample => sample.FirstPaintMs), Of(sample => sample.InteractiveMs), Of(sample => sample.NextPaintMs), Of(sample => sample.NextInteractiveMs),
            Maybe(sample => sample.ClickAnsweredMs), Maybe(sample => sample.ClickPaintedMs), Maybe(sample => sample.ClickFullMs), Maybe(sample => sample.ControlAnsweredMs));

        double Of(Func<PageFigures, double> figure) => Math.Round(Statistics.Median(samples.Select(figure)), 1);
        double? Maybe(Func<PageFigures, double?> figure) =>
            samples.Select(figure).OfType<double>().ToArray() is { Length: > 0 } known ? Math.Round(Statistics.Median(known), 1) : null;
    }
}
