using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pragmatika.Engine.Exchanges.Catalog;

/// <summary>Definitions as stored text: one form for one definition, so that equal texts mean equal definitions.</summary>
internal static class DefinitionJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(ExchangeDefinition definition) => JsonSerializer.Serialize(definition, Options);

    public static ExchangeDefinition Read(string json) =>
        JsonSerializer.Deserialize<ExchangeDefinition>(json, Options) ?? throw new JsonException("A stored definition is empty.");
}
