using System.Globalization;

namespace Pragmatika.Sandbox.Store;

/// <summary>Dates and moments as the portal prints and reads them: always in the server's zone (reference 5.4).</summary>
public sealed class PortalTime(TimeProvider clock, TimeSpan offset)
{
    private static readonly string[] MomentFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm",
    ];

    private static readonly string[] ZonedFormats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz",
    ];

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "dd.MM.yyyy"];

    private LastMoment _last = new(0, null);

    public TimeProvider Clock { get; } = clock;

    public TimeSpan Offset { get; } = offset;

    public long NowSeconds => Clock.GetUtcNow().ToUnixTimeSeconds();

    public long Today => (NowSeconds + (long)Offset.TotalSeconds) / 86400;

    /// <summary>The moment in the server's zone. The last one is remembered: a record carries the same moment several times.</summary>
    public string Moment(long unixSeconds)
    {
        var last = _last;
        if (last.Text is not null && last.Seconds == unixSeconds)
        {
            return last.Text;
        }

        var text = DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        _last = new LastMoment(unixSeconds, text);
        return text;
    }

    /// <summary>
    /// The old kernel keeps dates at UTC midnight and prints them in the server's zone, so at +03:00 a date reads …T03:00:00+03:00.
    /// West of Greenwich that would show the day before: midnight is printed there.
    /// </summary>
    public string Date(long day)
    {
        var midnight = DateTimeOffset.FromUnixTimeSeconds(day * 86400).DateTime;
        var local = Offset > TimeSpan.Zero ? midnight + Offset : midnight;
        return new DateTimeOffset(local, Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads an ISO or portal-format moment; without an offset it is in the server's zone.</summary>
    public bool TryMoment(string text, out long unixSeconds)
    {
        unixSeconds = 0;
        text = text.Trim();
        if (DateTimeOffset.TryParseExact(text, ZonedFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned))
        {
            unixSeconds = zoned.ToUnixTimeSeconds();
            return true;
        }

        if (DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local))
        {
            unixSeconds = new DateTimeOffset(local, Offset).ToUnixTimeSeconds();
            return true;
        }

        return false;
    }

    /// <summary>Reads the calendar date as written, whatever the time and offset beside it.</summary>
    public bool TryDate(string text, out long day)
    {
        day = 0;
        text = text.Trim();
        if (!TryMoment(text, out _))
        {
            return false;
        }

        var head = text.Length > 10 ? text[..10] : text;
        if (!DateTime.TryParseExact(head, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }

        day = (long)(date - DateTime.UnixEpoch).TotalDays;
        return true;
    }

    private sealed record LastMoment(long Seconds, string? Text);
}
