namespace Pragmatika.Engine.Exchanges.Timetables;

/// <summary>The moments at which an exchange may start. Pure; local times are those of one zone, with its summer time.</summary>
public sealed class AllowedWindows
{
    private const int DaysAhead = 8;
    private readonly IReadOnlyList<Span> _spans;
    private readonly TimeZoneInfo _zone;

    private AllowedWindows(IReadOnlyList<Span> spans, TimeZoneInfo zone) => (_spans, _zone) = (spans, zone);

    /// <summary>Windows whose times cannot be read are left out: a definition that has them does not pass its checks.</summary>
    public static AllowedWindows Of(IReadOnlyList<ScheduleWindow> windows, TimeZoneInfo zone) =>
        new([.. windows.Select(Span.Of).OfType<Span>()], zone);

    public bool IsOpen(DateTimeOffset at)
    {
        if (_spans.Count == 0)
        {
            return true;
        }

        var local = TimeZoneInfo.ConvertTime(at, _zone).DateTime;
        return _spans.Any(span => span.Holds(local));
    }

    /// <summary>The moment itself when it is allowed, otherwise the nearest opening after it. Every window opens at least once a week.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset at)
    {
        if (IsOpen(at))
        {
            return at;
        }

        var day = TimeZoneInfo.ConvertTime(at, _zone).Date;
        return Enumerable.Range(0, DaysAhead + 1)
            .SelectMany(days => _spans.Where(span => span.OpensOn(day.AddDays(days).DayOfWeek)).Select(span => ToMoment(day.AddDays(days) + span.From)))
            .Where(opening => opening > at && IsOpen(opening))
            .DefaultIfEmpty(DateTimeOffset.MaxValue)
            .Min();
    }

    /// <summary>A local time that the clocks skip is taken as the first moment after the gap; one that comes twice, as its first coming.</summary>
    private DateTimeOffset ToMoment(DateTime local)
    {
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private sealed record Span(TimeSpan From, TimeSpan To, IReadOnlyList<DayOfWeek> Days)
    {
        private bool IsOverMidnight => To <= From;

        public static Span? Of(ScheduleWindow window) =>
            WindowTime.Parse(window.From) is { } from && WindowTime.Parse(window.To) is { } to ? new Span(from, to, window.Days) : null;

        public bool OpensOn(DayOfWeek day) => Days.Count == 0 || Days.Contains(day);

        public bool Holds(DateTime local)
        {
            var time = local.TimeOfDay;
            var today = OpensOn(local.DayOfWeek) && time >= From && (IsOverMidnight || time < To);
            return today || (IsOverMidnight && time < To && OpensOn(local.AddDays(-1).DayOfWeek));
        }
    }
}
