using System.Globalization;
using System.Text;

namespace Pragmatika.Portal.Metrics;

/// <summary>The text exposition format, version 0.0.4 (prometheus.io, "Exposition formats").</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Name(string name, string? unit, string type)
    {
        var text = Clean(name);
        var suffix = unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => string.Empty };
        text = text.EndsWith(suffix, StringComparison.Ordinal) ? text : text + suffix;
        return type == "counter" && !text.EndsWith("_total", StringComparison.Ordinal) ? text + "_total" : text;
    }

    public static string Label(string name, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return $"{Clean(name)}=\"{text}\"";
    }

    public static void Write(StringBuilder text, MetricFamily family)
    {
        if (family.Help is { Length: > 0 } help)
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(help.ReplaceLineEndings(" ")).Append('\n');
        }

        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type).Append('\n');
        foreach (var series in family.Series)
        {
            WriteSeries(text, family, series);
        }
    }

    private static void WriteSeries(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        var (sum, count, buckets) = series.Read();
        if (family.Type != "histogram")
        {
            Line(text, family.Name, series.Labels, sum);
            return;
        }

        var comma = series.Labels.Length == 0 ? string.Empty : ",";
        for (var index = 0; index < buckets.Length; index++)
        {
            Line(text, family.Name + "_bucket", $"{series.Labels}{comma}le=\"{Print(MetricSeries.Bounds[index])}\"", buckets[index]);
        }

        Line(text, family.Name + "_bucket", $"{series.Labels}{comma}le=\"+Inf\"", count);
        Line(text, family.Name + "_sum", series.Labels, sum);
        Line(text, family.Name + "_count", series.Labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Print(value)).Append('\n');
    }

    private static string Print(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Clean(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
