using System.Globalization;

namespace Pragmatika.Portal.Parts.Fields;

/// <summary>Dates as people here type them. Pure.</summary>
public static class TypedDates
{
    public const string Shown = "dd.MM.yyyy";

    private const int LastYearOfThisCentury = 69;

    // Day first, whatever stands between; ISO as programs write it.
    private static readonly string[] Patterns = ["d.M.yyyy", "d/M/yyyy", "d-M-yyyy", "d M yyyy", "yyyy-M-d", "ddMMyyyy"];

    private static readonly string[] ShortPatterns = ["d.M.yy", "d/M/yy", "d-M-yy", "d M yy"];

    /// <summary>Null when the text is no date. Two digits of a year up to 69 are of this century.</summary>
    public static DateTime? Read(string text)
    {
        var typed = text.Trim().TrimEnd('.', 'г', ' ');
        if (DateTime.TryParseExact(typed, Patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        var calendar = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        calendar.DateTimeFormat.Calendar.TwoDigitYearMax = 2000 + LastYearOfThisCentury;
        return DateTime.TryParseExact(typed, ShortPatterns, calendar, DateTimeStyles.None, out var near) ? near : null;
    }

    public static string Write(DateTime date) => date.ToString(Shown, CultureInfo.InvariantCulture);
}
