using System.Globalization;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Schedules;

/// <summary>What a cron expression means, in words and in the current UI language. Pure.</summary>
internal static class CronSentence
{
    private static readonly Message ByExpression = new("по выражению cron «{0}»", "by the cron expression '{0}'");

    /// <summary>What words do not cover is named by the expression itself: a wrong sentence would be worse than none.</summary>
    public static string Of(string cron)
    {
        var parts = CronParts.Parse(cron);
        return parts is not null && CronTimeWords.Of(parts) is { } time && CronDayWords.Of(parts) is { } day
            ? day.Length == 0 ? time : $"{day} {time}"
            : ByExpression.With(cron.Trim());
    }

    internal static string And(IEnumerable<string> items)
    {
        var list = items.ToList();
        return list.Count < 2 ? string.Concat(list) : string.Join(", ", list.SkipLast(1)) + new Message(" и ", " and ") + list[^1];
    }

    internal static string Clock(int hour, int minute) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");
}
