using System.Text;
using System.Text.Json;

namespace Pragmatika.Sandbox.Wire;

/// <summary>Reads a JSON body straight from UTF-8 into PHP arrays. What is not an object gives no parameters.</summary>
public static class JsonParameters
{
    public static PhpArray Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 128, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            return reader.Read() ? ReadValue(ref reader).Array ?? new PhpArray() : new PhpArray();
        }
        catch (JsonException)
        {
            // PHP's json_decode gives null for a broken body: the call then goes on as if no parameter came.
            return new PhpArray();
        }
    }

    internal static PhpValue ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => PhpValue.Of(ReadObject(ref reader)),
        JsonTokenType.StartArray => PhpValue.Of(ReadList(ref reader)),
        JsonTokenType.String => PhpValue.Of(reader.GetString()!),
        JsonTokenType.Number => PhpValue.OfNumber(Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.True => PhpValue.OfFlag(true),
        JsonTokenType.False => PhpValue.OfFlag(false),
        _ => PhpValue.Null,
    };

    private static PhpArray ReadObject(ref Utf8JsonReader reader)
    {
        var array = new PhpArray(8);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = ReadName(ref reader);
            reader.Read();
            array.Set(key, ReadValue(ref reader));
        }

        return array;
    }

    private static string ReadName(ref Utf8JsonReader reader)
    {
        Span<char> name = stackalloc char[64];
        return reader.ValueIsEscaped || reader.ValueSpan.Length > name.Length
            ? reader.GetString()!
            : NamePool.Get(name[..reader.CopyString(name)]);
    }

    private static PhpArray ReadList(ref Utf8JsonReader reader)
    {
        var array = new PhpArray(8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            array.Append(ReadValue(ref reader));
        }

        return array;
    }
}
