using System.Globalization;

namespace Pragmatika.Engine.Mapping.Values;

/// <summary>.NET date patterns that users write.</summary>
public static class DatePattern
{
    /// <summary>True when .NET can print a date by the pattern and read it back. A pattern that cannot makes the date functions throw.</summary>
    public static bool IsUsable(string pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern))
        {
            return false;
        }

        try
        {
            return DateTime.TryParseExact(DateTime.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture), pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
