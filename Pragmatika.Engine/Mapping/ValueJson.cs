using System.Text.Json;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// Mapped values as one JSON object, without loss: numbers as numbers, flags as booleans, lists as arrays, texts as strings, the other kinds as an object with a one-letter
/// member: <c>{"d":739129}</c> a day number, <c>{"m":…}</c> UTC ticks, <c>{"a":…,"c":…}</c> money, <c>{"o":…}</c> choice, <c>{"f":…,"k":…}</c> reference. None is left out.
/// </summary>
public static class ValueJson
{
    public static string Write(IReadOnlyList<string> fields, Value[] values) => Write(fields, values, earlier: null);

    /// <summary>The same; members of <paramref name="earlier"/> that are none of the fields stay, so that a rule that comes back finds what it had agreed on.</summary>
    public static string Write(IReadOnlyList<string> fields, Value[] values, string? earlier) => JsonText.Of((fields, values, earlier), static (writer, record) =>
    {
        writer.WriteStartObject();
        for (var index = 0; index < record.values.Length; index++)
        {
            if (!record.values[index].IsNone)
            {
                writer.WritePropertyName(record.fields[index]);
                Write(writer, record.values[index]);
            }
        }

        if (record.earlier is not null)
        {
            WriteOthers(writer, record.fields, record.earlier);
        }

        writer.WriteEndObject();
    });

    /// <summary>The values of <paramref name="fields"/>, in their order; None for a field the JSON does not have.</summary>
    public static Value[] Read(string json, IReadOnlyList<string> fields)
    {
        using var document = JsonDocument.Parse(json);
        var values = new Value[fields.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = document.RootElement.TryGetProperty(fields[index], out var element) ? Read(element) : Value.None;
        }

        return values;
    }

    private static void WriteOthers(Utf8JsonWriter writer, IReadOnlyList<string> fields, string earlier)
    {
        using var document = JsonDocument.Parse(earlier);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (!fields.Contains(member.Name))
            {
                member.WriteTo(writer);
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Text:
                writer.WriteStringValue(value.AsText);
                break;
            case ValueKind.Number:
                writer.WriteNumberValue(value.AsNumber);
                break;
            case ValueKind.Flag:
                writer.WriteBooleanValue(value.AsFlag);
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var member in value.AsList)
                {
                    Write(writer, member);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteTagged(writer, value);
                break;
        }
    }

    private static void WriteTagged(Utf8JsonWriter writer, Value value)
    {
        writer.WriteStartObject();
        switch (value.Kind)
        {
            case ValueKind.Date:
                writer.WriteNumber("d", value.AsDate.DayNumber);
                break;
            case ValueKind.Moment:
                writer.WriteNumber("m", value.AsMoment.UtcTicks);
                break;
            case ValueKind.Money:
                writer.WriteNumber("a", value.AsNumber);
                writer.WriteString("c", value.AsText);
                break;
            case ValueKind.Choice:
                writer.WriteString("o", value.AsText);
                break;
            case ValueKind.Reference:
                writer.WriteString("f", value.AsReference.Flow);
                writer.WriteString("k", value.AsReference.Key);
                break;
        }

        writer.WriteEndObject();
    }

    private static Value Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Value.Text(element.GetString()),
        JsonValueKind.Number => Value.Number(element.GetDecimal()),
        JsonValueKind.True => Value.Flag(true),
        JsonValueKind.False => Value.Flag(false),
        JsonValueKind.Array => Value.List(element.EnumerateArray().Select(Read)),
        JsonValueKind.Object => ReadTagged(element),
        _ => Value.None,
    };

    private static Value ReadTagged(JsonElement element)
    {
        if (element.TryGetProperty("d", out var day))
        {
            return Value.Date(DateOnly.FromDayNumber(day.GetInt32()));
        }

        if (element.TryGetProperty("m", out var ticks))
        {
            return Value.Moment(new DateTimeOffset(ticks.GetInt64(), TimeSpan.Zero));
        }

        if (element.TryGetProperty("a", out var amount))
        {
            return Value.Money(amount.GetDecimal(), element.GetProperty("c").GetString() ?? string.Empty);
        }

        return element.TryGetProperty("o", out var option)
            ? Value.Choice(option.GetString())
            : Value.Reference(element.GetProperty("f").GetString() ?? string.Empty, element.GetProperty("k").GetString());
    }
}
