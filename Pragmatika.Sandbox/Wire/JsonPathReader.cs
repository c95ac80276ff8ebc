using System.Globalization;
using System.Text.Json;

namespace Pragmatika.Sandbox.Wire;

/// <summary>Walks a path such as [items][49][id] through JSON text, skipping everything beside it.</summary>
public static class JsonPathReader
{
    /// <summary>The value at the path, missing when the path leads nowhere.</summary>
    public static PhpValue Find(ReadOnlySpan<byte> json, IEnumerable<string> path)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        foreach (var step in path)
        {
            var isFound = reader.TokenType switch
            {
                JsonTokenType.StartObject => EnterProperty(ref reader, step),
                JsonTokenType.StartArray => EnterItem(ref reader, step),
                _ => false,
            };
            if (!isFound)
            {
                return default;
            }
        }

        return JsonParameters.ReadValue(ref reader);
    }

    private static bool EnterProperty(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool EnterItem(ref Utf8JsonReader reader, string index)
    {
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var left))
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (left-- == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
