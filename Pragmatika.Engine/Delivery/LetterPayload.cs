using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pragmatika.Engine.Delivery;

/// <summary>
/// The stored payload of a letter: its values, and once it was sent again what with, under a name that no CRM field has. Pure.
/// </summary>
internal static class LetterPayload
{
    public const string Member = "$mended";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string With(string values, Mending mending)
    {
        var payload = Parse(values) ?? [];
        payload[Member] = JsonSerializer.SerializeToNode(mending, Readable);
        return payload.ToJsonString(Readable);
    }

    /// <summary>The values alone, and what they were mended with; a text that is no object is left as it is.</summary>
    public static (string Values, Mending? Mending) Split(string stored)
    {
        if (!stored.Contains(Member, StringComparison.Ordinal) || Parse(stored) is not { } payload || payload[Member] is not JsonObject mended)
        {
            return (stored, null);
        }

        payload.Remove(Member);
        return (payload.ToJsonString(Readable), mended.Deserialize<Mending>(Readable));
    }

    /// <summary>Field → text of the values; numbers and flags as they are written.</summary>
    public static IReadOnlyDictionary<string, string?> Read(string values) =>
        (Parse(values) ?? []).Where(field => field.Key != Member).ToDictionary(field => field.Key, field => field.Value?.ToString(), StringComparer.Ordinal);

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
