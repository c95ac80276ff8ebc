using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pragmatika.Portal.Parts.Boards;

namespace Pragmatika.Portal.Features.Definitions;

/// <summary>The order of the flows in a definition that is still text, whatever else is right or wrong in it. Pure.</summary>
public static class FlowOrder
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The flows, first to last; none when the text cannot be read or two flows share a name.</summary>
    public static IReadOnlyList<BoardCard> Read(string text)
    {
        var flows = FlowsOf(Parse(text));
        var cards = flows.ConvertAll(flow => new BoardCard(NameOf(flow), TitleOf(flow), NameOf(flow)));
        return cards.Exists(card => card.Id.Length == 0) || cards.DistinctBy(card => card.Id).Count() < cards.Count ? [] : cards;
    }

    /// <summary>The text with its flows in that order; a flow that the order does not name goes last.</summary>
    public static string Apply(string text, IReadOnlyList<BoardCard> order)
    {
        if (Parse(text) is not { } root || root["flows"] is not JsonArray array)
        {
            return text;
        }

        var places = order.Select((card, place) => (card.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place, StringComparer.Ordinal);
        var sorted = FlowsOf(root).OrderBy(flow => places.GetValueOrDefault(NameOf(flow), int.MaxValue)).ToList();
        array.Clear();
        sorted.ForEach(array.Add);
        return root.ToJsonString(Readable);
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<JsonNode?> FlowsOf(JsonObject? root) => root?["flows"] is JsonArray flows ? [.. flows] : [];

    private static string NameOf(JsonNode? flow) => Text(flow, "name");

    private static string TitleOf(JsonNode? flow) => Text(flow, "title") is { Length: > 0 } title ? title : NameOf(flow);

    private static string Text(JsonNode? flow, string member) =>
        flow is JsonObject known && known[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;
}
