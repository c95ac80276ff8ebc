using System.Globalization;
using System.Text.RegularExpressions;
using Pragmatika.Engine.Labels;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Privacy;

namespace Pragmatika.Portal.Naming;

/// <summary>Texts of <see cref="Value.ToString"/> as people read them: yes and no, dates, moments and sums by the culture, options by their names. Pure.</summary>
public static partial class ValueWords
{
    private static readonly Message Yes = new("Да", "Yes");
    private static readonly Message No = new("Нет", "No");

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal) { ["RUB"] = "₽", ["USD"] = "$", ["EUR"] = "€", ["KZT"] = "₸", ["BYN"] = "Br", ["CNY"] = "¥" };

    /// <summary>Phones and e-mails are hidden: by the field's type where it is known, by their shape elsewhere. <paramref name="zone"/> is the reader's.</summary>
    public static string Of(string text, string field, FieldLabel? label, TimeZoneInfo zone)
    {
        if (IsContact(field, label))
        {
            return Contacts(text);
        }

        if (label?.Options is { Count: > 0 } options)
        {
            return string.Join("; ", text.Split("; ").Select(part => options.GetValueOrDefault(part, part)));
        }

        return Typed(text, label?.Type, zone) ?? PersonalText.Mask(text);
    }

    private static bool IsContact(string field, FieldLabel? label) => field is "phone" or "email" || label?.Type is "phone" or "email";

    /// <summary>What does not read as a number or an address is hidden, too, but for its end: the field says what it is.</summary>
    private static string Contacts(string text) => string.Join("; ", text.Split("; ").Select(part =>
        PersonalText.Mask(part) is var masked && masked != part ? masked : part.Count(char.IsAsciiDigit) < 5 ? part : "***" + part[^2..]));

    private static string? Typed(string text, string? type, TimeZoneInfo zone)
    {
        var culture = CultureInfo.CurrentCulture;
        return text switch
        {
            "true" => Yes.ToString(),
            "false" => No.ToString(),
            "Y" or "1" when type is "boolean" or "char" => Yes.ToString(),
            "N" or "0" when type is "boolean" or "char" => No.ToString(),
            _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date.ToString("d", culture),
            _ when Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) =>
                TimeZoneInfo.ConvertTime(at, zone).ToString("g", culture),
            _ when Money().Match(text) is { Success: true } money => Sum(money, culture),
            _ when type == "double" && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
                number.ToString("#,##0.##########", culture),
            _ => null,
        };
    }

    private static string Sum(Match money, CultureInfo culture)
    {
        var amount = decimal.Parse(money.Groups["amount"].Value, CultureInfo.InvariantCulture);
        var unit = money.Groups["unit"].Value;
        return amount.ToString(amount == decimal.Truncate(amount) ? "#,##0" : "#,##0.00", culture) + "\u00a0" + Signs.GetValueOrDefault(unit, unit);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(?<amount>-?\d+(\.\d+)?) (?<unit>[A-Z]{3})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Money();
}
