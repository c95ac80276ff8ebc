using System.Text.Json;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <summary>Definitions as JSON for people: camelCase, enum words, times as hh:mm:ss, Russian letters as they are. Unknown members are refused.</summary>
public static class ExchangeJson
{
    public static JsonSerializerOptions Options => MappingJson.Options;

    public static string Write(ExchangeDefinition definition) => JsonSerializer.Serialize(definition, Options);

    /// <summary>Throws <see cref="JsonException"/>; <see cref="Reading.DefinitionReader"/> lists every mistake instead.</summary>
    public static ExchangeDefinition Read(string json) =>
        JsonSerializer.Deserialize<ExchangeDefinition>(json, Options) ?? throw new JsonException("null");
}
