using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Reads the loose JSON of the portal: numbers as strings, [] for empty maps, absent members.</summary>
internal static class Json
{
    public static string Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? Scalar(member) : string.Empty;

    public static bool Flag(this JsonElement element, string name) => Text(element, name) is "true" or "True" or "Y" or "1";

    public static long? Number(this JsonElement element, string name) =>
        long.TryParse(Text(element, name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Members of a list; empty for anything that is no list.</summary>
    public static IEnumerable<JsonElement> Rows(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member.Rows() : [];

    public static IEnumerable<JsonElement> Rows(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray(),
        JsonValueKind.Object => element.EnumerateObject().Select(member => member.Value),
        _ => [],
    };

    private static string Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() ?? string.Empty,
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => string.Empty,
    };
}
