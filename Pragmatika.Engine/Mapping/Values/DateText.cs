using System.Globalization;

namespace Pragmatika.Engine.Mapping.Values;

/// <summary>Dates and moments as one connection writes them: patterns, zone, year offset, empty dates. No exceptions on bad text.</summary>
public sealed class DateText
{
    // A text year this far above the offset was shifted; below it the text was printed by 1C and never shifted.
    private const int EarliestShiftedYear = 1000;

    private static readonly string[] IsoFallbacks =
        ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    private readonly string[] _patterns;
    private readonly HashSet<DateOnly> _emptyDates;
    private readonly TimeZoneInfo _zone;
    private readonly int _yearOffset;

    public DateText(Formats formats)
        : this(formats, formats.DatePatterns)
    {
    }

    /// <summary>The same connection with other patterns, as a transform may set.</summary>
    public DateText(Formats formats, IReadOnlyList<string> patterns)
    {
        _patterns = [.. patterns.Where(DatePattern.IsUsable), .. IsoFallbacks];
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(formats.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
        _yearOffset = formats.YearOffset;
        _emptyDates = [.. formats.EmptyDates
            .Select(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default)];
    }

    /// <summary>Zone of times that carry no offset.</summary>
    public TimeZoneInfo Zone => _zone;

    /// <summary>What a date column of the database means: None, a Date when it has no time, else a Moment.</summary>
    public Value FromColumn(DateTime raw)
    {
        if (_emptyDates.Contains(DateOnly.FromDateTime(raw)) || raw.Year - _yearOffset <= 1)
        {
            return Value.None;
        }

        return FromLocal(_yearOffset == 0 ? raw : raw.AddYears(-_yearOffset));
    }

    /// <summary>What a date in text means; false when no pattern fits.</summary>
    public bool TryParse(string text, out Value value)
    {
        foreach (var pattern in _patterns)
        {
            if (DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AdjustToUniversal, out var raw))
            {
                value = FromText(raw);
                return true;
            }
        }

        value = Value.None;
        return false;
    }

    /// <summary>The day of a moment in the connection's zone.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _zone).DateTime);

    public DateTime LocalOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone).DateTime;

    /// <summary>Midnight of a day in the connection's zone.</summary>
    public DateTimeOffset MomentOf(DateOnly day) => MomentOf(day.ToDateTime(TimeOnly.MinValue));

    private Value FromText(DateTime raw)
    {
        if (raw.Year <= 1 || _emptyDates.Contains(DateOnly.FromDateTime(raw)) || (_yearOffset > 0 && raw == new DateTime(_yearOffset + 1, 1, 1, 0, 0, 0, raw.Kind)))
        {
            return Value.None;
        }

        return FromLocal(_yearOffset > 0 && raw.Year - _yearOffset >= EarliestShiftedYear ? raw.AddYears(-_yearOffset) : raw);
    }

    private Value FromLocal(DateTime local)
    {
        if (local.Kind == DateTimeKind.Utc)
        {
            return Value.Moment(new DateTimeOffset(local));
        }

        return local.TimeOfDay == TimeSpan.Zero ? Value.Date(DateOnly.FromDateTime(local)) : Value.Moment(MomentOf(local));
    }

    private DateTimeOffset MomentOf(DateTime local)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(unspecified, _zone.GetUtcOffset(unspecified));
    }
}
