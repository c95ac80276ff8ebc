using System.Globalization;
using System.Text.RegularExpressions;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>The formats of a connection: patterns, zone, separators, words.</summary>
internal static partial class FormatChecks
{
    private static readonly Message BadZone = new("Неизвестный часовой пояс «{0}»", "Unknown time zone '{0}'");
    private static readonly Message BadZoneRemedy = new("Укажите имя IANA, например Europe/Moscow", "Name an IANA zone, for example Europe/Moscow");
    private static readonly Message BadOffset = new("Сдвиг года {0} не бывает", "There is no year offset {0}");
    private static readonly Message BadOffsetRemedy = new("Допустимо 0 или 2000", "It is 0 or 2000");
    private static readonly Message BadPattern = new("Шаблон даты «{0}» неверен", "Date pattern '{0}' is wrong");
    private static readonly Message BadPatternRemedy = new("Шаблон .NET, например dd.MM.yyyy H:mm:ss", "A .NET pattern, for example dd.MM.yyyy H:mm:ss");
    private static readonly Message NoPatterns = new("Нет ни одного шаблона даты", "There is no date pattern");
    private static readonly Message BadEmptyDate = new("«{0}» не дата", "'{0}' is not a date");
    private static readonly Message BadEmptyDateRemedy = new("Запишите как ГГГГ-ММ-ДД", "Write it as yyyy-MM-dd");
    private static readonly Message BadSeparator = new("Разделитель дробной части «{0}» не годится", "'{0}' cannot be a decimal separator");
    private static readonly Message BadSeparatorRemedy = new("Один знак, не цифра и не пробел: запятая или точка", "One character, no digit and no space: comma or point");
    private static readonly Message EmptyListSeparator = new("Разделитель списков пуст", "The list separator is empty");
    private static readonly Message EmptyListSeparatorRemedy = new("Задайте, например, точку с запятой", "Set a semicolon, for example");
    private static readonly Message BothWords = new("Слово «{0}» значит и «да», и «нет»", "The word '{0}' means both yes and no");
    private static readonly Message BothWordsRemedy = new("Уберите его из одного списка", "Remove it from one list");
    private static readonly Message BadCurrency = new("«{0}» не код валюты", "'{0}' is not a currency code");
    private static readonly Message BadCurrencyRemedy = new("Три заглавные латинские буквы, например RUB", "Three capital Latin letters, for example RUB");

    public static void Check(Formats formats, ProblemList problems)
    {
        Patterns(formats.DatePatterns, problems);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(formats.TimeZone, out _))
        {
            problems.Add("formats.timeZone", BadZone, BadZoneRemedy, formats.TimeZone);
        }

        if (formats.YearOffset is not (0 or 2000))
        {
            problems.Add("formats.yearOffset", BadOffset, BadOffsetRemedy, formats.YearOffset);
        }

        for (var index = 0; index < formats.EmptyDates.Count; index++)
        {
            if (!DateOnly.TryParseExact(formats.EmptyDates[index], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                problems.Add($"formats.emptyDates[{index}]", BadEmptyDate, BadEmptyDateRemedy, formats.EmptyDates[index]);
            }
        }

        Texts(formats, problems);
    }

    private static void Patterns(IReadOnlyList<string> patterns, ProblemList problems)
    {
        if (patterns.Count == 0)
        {
            problems.Add("formats.datePatterns", NoPatterns, BadPatternRemedy);
        }

        for (var index = 0; index < patterns.Count; index++)
        {
            if (!DatePattern.IsUsable(patterns[index]))
            {
                problems.Add($"formats.datePatterns[{index}]", BadPattern, BadPatternRemedy, patterns[index]);
            }
        }
    }

    private static void Texts(Formats formats, ProblemList problems)
    {
        if (formats.DecimalSeparator is not [var separator] || char.IsDigit(separator) || char.IsWhiteSpace(separator) || separator is '-' or '+')
        {
            problems.Add("formats.decimalSeparator", BadSeparator, BadSeparatorRemedy, formats.DecimalSeparator);
        }

        if (formats.ListSeparator.Length == 0)
        {
            problems.Add("formats.listSeparator", EmptyListSeparator, EmptyListSeparatorRemedy);
        }

        foreach (var word in formats.TrueWords.Intersect(formats.FalseWords, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add("formats.falseWords", BothWords, BothWordsRemedy, word);
        }

        if (!Currency().IsMatch(formats.Currency))
        {
            problems.Add("formats.currency", BadCurrency, BadCurrencyRemedy, formats.Currency);
        }
    }

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();
}
