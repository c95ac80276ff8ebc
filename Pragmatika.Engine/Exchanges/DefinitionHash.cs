using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <summary>
/// 16 bytes that change exactly when mapping the same row may give another result or another record: flows, formats, dictionaries, destination.
/// Titles, schedule, limits, tracking and write-back do not count, nor does the order of a dictionary's entries.
/// </summary>
public static class DefinitionHash
{
    private const int Bytes = 16;

    public static byte[] Of(ExchangeDefinition definition)
    {
        var mapping = new
        {
            definition.Destination,
            definition.Formats,
            definition.Flows,
            Dictionaries = definition.Dictionaries
                .OrderBy(dictionary => dictionary.Key, StringComparer.Ordinal)
                .ToDictionary(dictionary => dictionary.Key, dictionary => dictionary.Value.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary()),
        };
        var json = JsonSerializer.SerializeToNode(mapping, MappingJson.Options)!;
        DropTitles(json);
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(json))[..Bytes];
    }

    private static void DropTitles(JsonNode json)
    {
        foreach (var flow in json["flows"]!.AsArray())
        {
            flow!.AsObject().Remove("title");
        }
    }
}
