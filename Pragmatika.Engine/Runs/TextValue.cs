using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <summary>Reads back the text of <see cref="Value.ToString"/>, as a person may have edited it. Pure.</summary>
internal static class TextValue
{
    /// <summary>A text that does not fit the kind stays a text: the portal then says what is wrong with it.</summary>
    public static Value Typed(string? text, ValueKind kind, CrmField? field) => string.IsNullOrWhiteSpace(text)
        ? Value.None
        : (kind == ValueKind.None ? KindOf(field) : kind) switch
        {
            ValueKind.Number when decimal.TryParse(text.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => Value.Number(number),
            ValueKind.Flag => Value.Flag(text.Trim().ToUpperInvariant() is "TRUE" or "Y" or "1" or "ДА"),
            ValueKind.Date when DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Value.Date(date),
            ValueKind.Moment when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => Value.Moment(moment),
            ValueKind.Money => Money(text.Trim()),
            ValueKind.Choice => Value.Choice(text.Trim()),
            ValueKind.List => Value.List(text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Value.Text)),
            _ => Value.Text(text),
        };

    private static Value Money(string text)
    {
        var parts = text.Split(' ', 2);
        return parts.Length == 2 && decimal.TryParse(parts[0].Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? Value.Money(amount, parts[1])
            : Value.Text(text);
    }

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
