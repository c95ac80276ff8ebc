using System.Globalization;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>SQLite has no time type: times are texts that sort as written, so a bound must be written the way the rows are.</summary>
internal static class SqliteTime
{
    /// <summary>The pattern our own script and the SQLite driver use.</summary>
    public static string Print(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>The same time with the separator and the length of another text of the column.</summary>
    public static string Print(DateTime time, string like)
    {
        var separator = like.Length > 10 && like[10] == 'T' ? "'T'" : " ";
        return like.Length <= 10
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.ToString($"yyyy-MM-dd{separator}HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
    }
}
