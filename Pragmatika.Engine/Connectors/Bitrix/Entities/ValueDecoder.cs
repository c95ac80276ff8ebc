using System.Globalization;
using System.Text.Json;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Reads one JSON value as the canonical value of its field. "", null, false, [] and, for links, 0 all mean none. Reference, "Value formats".</summary>
internal static class ValueDecoder
{
    /// <summary>The reader stands on the value and is left on its last token.</summary>
    public static Value Read(ref Utf8JsonReader reader, CrmField field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                return List(ref reader, field);
            case JsonTokenType.StartObject:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    return Value.Text(document.RootElement.Text("id"));
                }

            case JsonTokenType.True or JsonTokenType.False when field.Type is "boolean" or "char":
                return Value.Flag(reader.TokenType == JsonTokenType.True);
            case JsonTokenType.Number when reader.TryGetDecimal(out var number):
                return OfNumber(number, field);
            case JsonTokenType.String:
                return OfText(reader.GetString()!, field);
            default:
                return Value.None;
        }
    }

    private static Value List(ref Utf8JsonReader reader, CrmField field)
    {
        var members = new List<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            members.Add(Read(ref reader, field));
        }

        return Value.List(members);
    }

    private static Value OfNumber(decimal number, CrmField field) => field.Type switch
    {
        "boolean" or "char" => Value.Flag(number != 0),
        "enumeration" => OfOption(number.ToString(CultureInfo.InvariantCulture), field),
        "integer" or "double" or "crm_category" => Value.Number(number),
        _ when IsLink(field.Type) => number == 0 ? Value.None : Value.Number(number),
        "string" or "text" => Value.Text(number.ToString(CultureInfo.InvariantCulture)),
        _ => Value.Number(number),
    };

    /// <summary>Public to the room: the planner's values are brought to the same form before they are compared.</summary>
    public static Value OfText(string text, CrmField field)
    {
        if (text.Length == 0)
        {
            return Value.None;
        }

        return field.Type switch
        {
            "boolean" or "char" => text switch
            {
                "Y" or "1" => Value.Flag(true),
                "N" or "0" => Value.Flag(false),
                _ => Value.Text(text),
            },
            "integer" or "double" => OfNumberText(text, field),
            "date" => DateOnly.TryParseExact(text.AsSpan(0, Math.Min(10, text.Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? Value.Date(date)
                : Value.Text(text),
            "datetime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Value.Moment(moment) : Value.Text(text),
            "money" => Money(text),
            "enumeration" or "crm_status" => OfOption(text, field),
            _ when IsLink(field.Type) => OfNumberText(text, field),
            _ => Value.Text(RichText.IsRich(field) ? RichText.Plain(text) : text),
        };
    }

    private static Value OfNumberText(string text, CrmField field) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? OfNumber(number, field) : Value.Text(text);

    private static Value OfOption(string id, CrmField field) =>
        field.Type == "enumeration" && id == "0" ? Value.None : Value.Choice(FieldOptions.LabelOf(field, id) ?? id);

    private static Value Money(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        var amount = bar < 0 ? text : text[..bar];
        return decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? Value.Money(number, bar < 0 ? string.Empty : text[(bar + 1)..])
            : Value.None;
    }

    private static bool IsLink(string type) =>
        type is "user" or "employee" or "crm_company" or "crm_contact" or "crm_lead" or "crm_deal" or "crm_quote" or "crm_entity" or "file";
}
