using System.Globalization;
using Pragmatika.Engine.Mapping;
using Quartz;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>What is wrong with a cron expression, in the reader's language: the scheduler's own texts are English and speak of its parser. Pure.</summary>
internal static class CronMistakes
{
    private static readonly Message Count = new("частей {0}, а нужно шесть или семь: секунды, минуты, часы, день месяца, месяц, день недели", "{0} parts, where six or seven are needed: seconds, minutes, hours, day of month, month, day of week");
    private static readonly Message Range = new("{0}: «{1}» вне пределов {2}–{3}", "{0}: '{1}' is not within {2}-{3}");
    private static readonly Message Unknown = new("{0}: «{1}» не разобрать", "{0}: '{1}' cannot be read");
    private static readonly Message Odd = new("так части вместе не пишутся", "these parts cannot stand together");

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly Part[] Parts =
    [
        new(new Message("секунды", "seconds"), 0, 59, [], string.Empty),
        new(new Message("минуты", "minutes"), 0, 59, [], string.Empty),
        new(new Message("часы", "hours"), 0, 23, [], string.Empty),
        new(new Message("день месяца", "day of month"), 1, 31, [], "?LW"),
        new(new Message("месяц", "month"), 1, 12, Months, string.Empty),
        new(new Message("день недели", "day of week"), 1, 7, Days, "?L#"),
        new(new Message("год", "year"), 1970, 2099, [], string.Empty),
    ];

    /// <summary>Null for an expression that the scheduler takes.</summary>
    public static string? Of(string cron)
    {
        try
        {
            _ = new CronExpression(cron);
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return Explain(cron.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static string Explain(string[] parts)
    {
        if (parts.Length is < 6 or > 7)
        {
            return Count.With(parts.Length);
        }

        for (var index = 0; index < parts.Length; index++)
        {
            if (Explain(Parts[index], parts[index].ToUpperInvariant()) is { } mistake)
            {
                return mistake;
            }
        }

        return Odd.ToString();
    }

    private static string? Explain(Part part, string text)
    {
        foreach (var value in text.Split(',', '-', '/').Select(value => value.Trim('*')))
        {
            var bare = value.Trim([.. part.Marks]);
            if (bare.Length == 0 && (value.Length > 0 || text.Contains('*', StringComparison.Ordinal)) || part.Names.Contains(bare))
            {
                continue;
            }

            if (!int.TryParse(bare.Split('#')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Unknown.With(part.Name, text);
            }

            if (number < part.Least || number > part.Most)
            {
                return Range.With(part.Name, bare, part.Least, part.Most);
            }
        }

        return null;
    }

    /// <summary>One place of the expression. <paramref name="Marks"/> are its own signs beside numbers and names.</summary>
    private sealed record Part(Message Name, int Least, int Most, string[] Names, string Marks);
}
