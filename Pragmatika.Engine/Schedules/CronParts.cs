using System.Globalization;

namespace Pragmatika.Engine.Schedules;

/// <summary>A cron field as far as it is made of plain values, ranges and steps.</summary>
internal abstract record CronField
{
    /// <summary><c>*</c> or <c>?</c>.</summary>
    public sealed record Any : CronField;

    /// <summary>Single values, ascending; ranges of at most five are spelled out.</summary>
    public sealed record Values(IReadOnlyList<int> List) : CronField;

    public sealed record Range(int From, int To) : CronField;

    /// <summary><paramref name="From"/> is the first value, <paramref name="To"/> null without an end: <c>0/15</c>, <c>*/2</c>, <c>8-20/2</c>.</summary>
    public sealed record Step(int From, int? To, int By) : CronField;

    /// <summary>Something with <c>L</c>, <c>W</c>, <c>#</c> or a mixture: the text itself.</summary>
    public sealed record Special(string Text) : CronField;
}

/// <summary>A cron expression taken to pieces. It must be one that Quartz accepts.</summary>
internal sealed record CronParts(CronField Second, CronField Minute, CronField Hour, CronField Day, CronField Month, CronField DayOfWeek, CronField Year)
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Null when there are not six or seven parts.</summary>
    public static CronParts? Parse(string cron)
    {
        var parts = cron.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length is 6 or 7
            ? new CronParts(
                Field(parts[0], 0, []),
                Field(parts[1], 0, []),
                Field(parts[2], 0, []),
                Field(parts[3], 1, []),
                Field(parts[4], 1, Months),
                Field(parts[5], 1, Days),
                parts.Length == 7 ? Field(parts[6], 1970, []) : new CronField.Any())
            : null;
    }

    private static CronField Field(string text, int lowest, string[] names)
    {
        if (text is "*" or "?")
        {
            return new CronField.Any();
        }

        if (text.Split('/') is [var start, var by] && Number(by, []) is { } step && !start.Contains(',', StringComparison.Ordinal))
        {
            return start == "*" ? new CronField.Step(lowest, null, step) : Span(start, names) is var (from, to) ? new CronField.Step(from, start.Contains('-', StringComparison.Ordinal) ? to : null, step) : new CronField.Special(text);
        }

        var spans = text.Split(',').Select(part => Span(part, names)).ToList();
        if (spans.Any(span => span is null))
        {
            return new CronField.Special(text);
        }

        return spans is [var (only, last)] && last > only + 4
            ? new CronField.Range(only, last)
            : new CronField.Values([.. spans.SelectMany(span => Enumerable.Range(span!.Value.From, Math.Max(1, span.Value.To - span.Value.From + 1))).Distinct().Order()]);
    }

    /// <summary>Null for what is no value or rising range.</summary>
    private static (int From, int To)? Span(string text, string[] names) => text.Split('-') switch
    {
        [var one] when Number(one, names) is { } value => (value, value),
        [var first, var second] when Number(first, names) is { } from && Number(second, names) is { } to && to >= from => (from, to),
        _ => null,
    };

    private static int? Number(string text, string[] names)
    {
        var name = Array.IndexOf(names, text);
        return name >= 0 ? name + 1 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
