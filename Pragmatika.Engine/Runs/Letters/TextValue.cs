using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Letters;

/// <summary>Reads back the text of <see cref="Value.ToString"/>, as a person may have edited it. Pure.</summary>
internal static class TextValue
{
    /// <summary>
    /// A text that does not fit the kind stays a text: the portal then says what is wrong with it. <paramref name="currency"/> is that of a sum typed without one.
    /// </summary>
    public static Value Typed(string? text, ValueKind kind, CrmField? field, string currency) => string.IsNullOrWhiteSpace(text)
        ? Value.None
        : (kind == ValueKind.None ? KindOf(field) : kind) switch
        {
            ValueKind.Number when decimal.TryParse(Digits(text), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => Value.Number(number),
            ValueKind.Flag => Value.Flag(text.Trim().ToUpperInvariant() is "TRUE" or "Y" or "1" or "ДА"),
            ValueKind.Date when DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Value.Date(date),
            ValueKind.Moment when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => Value.Moment(moment),
            ValueKind.Money => Money(text.Trim(), currency),
            ValueKind.Choice => Value.Choice(text.Trim()),
            ValueKind.List => Value.List(text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Value.Text)),
            _ => Value.Text(text),
        };

    private static Value Money(string text, string currency)
    {
        var space = text.LastIndexOf(' ');
        var named = space > 0 && text[(space + 1)..].All(char.IsAsciiLetter);
        var (amount, unit) = named ? (text[..space], text[(space + 1)..]) : (text, currency);
        return decimal.TryParse(Digits(amount), NumberStyles.Number, CultureInfo.InvariantCulture, out var sum) ? Value.Money(sum, unit) : Value.Text(text);
    }

    /// <summary>A comma is a decimal one, blanks only group: so people type sums.</summary>
    private static string Digits(string text) => text.Replace(',', '.').Replace(" ", string.Empty, StringComparison.Ordinal).Replace("\u00a0", string.Empty, StringComparison.Ordinal);

    private static ValueKind KindOf(CrmField? field) => field?.Type switch
    {
        "integer" or "double" => ValueKind.Number,
        "boolean" or "char" => ValueKind.Flag,
        "date" => ValueKind.Date,
        "datetime" => ValueKind.Moment,
        "enumeration" or "crm_status" => ValueKind.Choice,
        _ => ValueKind.Text,
    };
}
