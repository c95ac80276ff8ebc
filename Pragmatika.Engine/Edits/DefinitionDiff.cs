using System.Text.Json;
using System.Text.Json.Nodes;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Edits;

/// <summary>
/// Tells two versions of a definition apart, in the order of the newer one and what is gone last. Flows are matched by name and rules by field, so that one put in between does not
/// make the rest look changed; what only moved is no change. Pure.
/// </summary>
public static class DefinitionDiff
{
    private static readonly JsonSerializerOptions OneLine = new(MappingJson.Options) { WriteIndented = false };

    public static IReadOnlyList<DefinitionChange> Of(ExchangeDefinition before, ExchangeDefinition after)
    {
        var changes = new List<DefinitionChange>();
        Compare(string.Empty, JsonSerializer.SerializeToNode(before, MappingJson.Options), JsonSerializer.SerializeToNode(after, MappingJson.Options), changes);
        return changes;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<DefinitionChange> changes)
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return;
        }

        var (old, now) = (Members(before), Members(after));
        if (old is null || now is null)
        {
            changes.Add(new DefinitionChange(path, Text(before), Text(after)));
            return;
        }

        var isList = after is JsonArray;
        foreach (var (name, value) in now)
        {
            Compare(At(path, name, isList), old.GetValueOrDefault(name), value, changes);
        }

        foreach (var (name, value) in old.Where(member => !now.ContainsKey(member.Key)))
        {
            Compare(At(path, name, isList), value, null, changes);
        }
    }

    /// <summary>An object by its members; a list of named things by their names. Null for what is compared as a whole.</summary>
    private static Dictionary<string, JsonNode?>? Members(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                return members.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
            case JsonArray list when list.All(element => NameOf(element) is not null):
                var named = list.GroupBy(element => NameOf(element)!, StringComparer.Ordinal).ToList();
                return named.TrueForAll(group => group.Count() == 1) ? named.ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal) : null;
            default:
                return null;
        }
    }

    private static string? NameOf(JsonNode? element) => element is JsonObject thing ? (thing["name"] ?? thing["field"])?.GetValue<string>() : null;

    private static string At(string path, string name, bool isList) => isList ? $"{path}[{name}]" : path.Length == 0 ? name : $"{path}.{name}";

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(OneLine),
    };
}
