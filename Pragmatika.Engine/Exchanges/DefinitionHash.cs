using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <summary>
/// 16 bytes that change exactly when the same row may give another result or another record: destination, formats, flows, dictionaries.
/// Titles, schedule, limits, tracking and write-back do not count, nor does the order of members and dictionary entries.
/// </summary>
public static class DefinitionHash
{
    private const int Bytes = 16;

    public static byte[] Of(ExchangeDefinition definition)
    {
        var json = new JsonObject
        {
            ["destination"] = Node(definition.Destination),
            ["dictionaries"] = Node(definition.Dictionaries),
            ["flows"] = Node(definition.Flows.Select(flow => flow with { Title = string.Empty }).ToList()),
            ["formats"] = Node(definition.Formats),
        };
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Sorted(json)))[..Bytes];
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, MappingJson.Options);

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
