using System.Text.Json;

namespace Pragmatika.Sandbox.Wire;

/// <summary>Writes maps the way PHP encodes them: an empty one is <c>[]</c>, one with keys 0..n-1 in order is a list.</summary>
public static class PhpMaps
{
    public static void WriteStrings(Utf8JsonWriter json, IReadOnlyDictionary<string, string> map) =>
        Write(json, [.. map], static pair => pair.Key, (writer, pair) => writer.WriteStringValue(pair.Value));

    public static void Write<T>(Utf8JsonWriter json, IReadOnlyList<T> entries, Func<T, string> key, Action<Utf8JsonWriter, T> writeValue)
    {
        var isList = IsList(entries, key);
        if (isList)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartObject();
        }

        foreach (var entry in entries)
        {
            if (!isList)
            {
                json.WritePropertyName(key(entry));
            }

            writeValue(json, entry);
        }

        if (isList)
        {
            json.WriteEndArray();
        }
        else
        {
            json.WriteEndObject();
        }
    }

    /// <summary>Writes a parameter value back as it came.</summary>
    public static void WriteValue(Utf8JsonWriter json, PhpValue value)
    {
        switch (value.Kind)
        {
            case PhpKind.Array:
                Write(json, [.. value.Array!], static entry => entry.Key, static (writer, entry) => WriteValue(writer, entry.Value));
                break;
            case PhpKind.Number:
                json.WriteRawValue(value.AsText);
                break;
            case PhpKind.Flag:
                json.WriteBooleanValue(value.IsYes);
                break;
            case PhpKind.Text:
                json.WriteStringValue(value.AsText);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static bool IsList<T>(IReadOnlyList<T> entries, Func<T, string> key)
    {
        for (var place = 0; place < entries.Count; place++)
        {
            if (!int.TryParse(key(entries[place]), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
                || number != place || (key(entries[place]).Length > 1 && key(entries[place])[0] == '0'))
            {
                return false;
            }
        }

        return true;
    }
}
