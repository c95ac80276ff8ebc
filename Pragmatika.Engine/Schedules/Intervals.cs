using System.Globalization;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Schedules;

/// <summary>Intervals in words, in the current UI language.</summary>
internal static class Intervals
{
    private static readonly Unit[] Units =
    [
        new(TimeSpan.FromDays(1), new("каждый день", "every day"), ["день", "дня", "дней"], "day", new("{0} дн", "{0} d")),
        new(TimeSpan.FromHours(1), new("каждый час", "every hour"), ["час", "часа", "часов"], "hour", new("{0} ч", "{0} h")),
        new(TimeSpan.FromMinutes(1), new("каждую минуту", "every minute"), ["минуту", "минуты", "минут"], "minute", new("{0} мин", "{0} min")),
        new(TimeSpan.FromSeconds(1), new("каждую секунду", "every second"), ["секунду", "секунды", "секунд"], "second", new("{0} с", "{0} s")),
    ];

    /// <summary>"каждые 15 минут", "каждый час", "каждые 1 ч 30 мин".</summary>
    public static string Every(TimeSpan interval)
    {
        var unit = Array.Find(Units, unit => interval.Ticks % unit.Size.Ticks == 0 && interval >= unit.Size);
        if (unit is null)
        {
            return new Message("каждые {0}", "every {0}").With(Short(interval));
        }

        var count = interval.Ticks / unit.Size.Ticks;
        return count switch
        {
            1 => unit.One.ToString(),
            > 24 when unit.Size < TimeSpan.FromHours(1) && count > 60 => new Message("каждые {0}", "every {0}").With(Short(interval)),
            _ when count % 10 == 1 && count % 100 != 11 => new Message($"каждые {count} {unit.Russian[0]}", $"every {count} {unit.English}s").ToString(),
            _ => new Message($"каждые {count} {Plural(unit.Russian, count)}", $"every {count} {unit.English}s").ToString(),
        };
    }

    /// <summary>"1 ч 30 мин", without the units that are nought.</summary>
    public static string Short(TimeSpan interval)
    {
        var parts = new List<string>();
        foreach (var unit in Units)
        {
            var count = interval.Ticks / unit.Size.Ticks;
            interval -= unit.Size * count;
            if (count > 0)
            {
                parts.Add(unit.Abbreviation.With(count.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return parts.Count == 0 ? Units[^1].Abbreviation.With(0) : string.Join(' ', parts);
    }

    private static string Plural(string[] forms, long count) =>
        count % 10 is >= 2 and <= 4 && count % 100 is < 12 or > 14 ? forms[1] : forms[2];

    private sealed record Unit(TimeSpan Size, Message One, string[] Russian, string English, Message Abbreviation);
}
