using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Portal.Features.Exchange;

/// <summary>Parts of a definition as one line of text, and the whole of it as JSON.</summary>
public static class DefinitionText
{
    private static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Json(ExchangeDefinition definition) => JsonSerializer.Serialize(definition, Pretty);

    public static string Of(RuleSource source) => source switch
    {
        { Column: { } column } => column,
        { Constant: { } constant } => $"\"{constant}\"",
        { Template: { } template } => template,
        { Flow: { } flow } => $"[{flow}]",
        _ => string.Empty,
    };

    public static string Of(RowCondition condition) => condition switch
    {
        { All: { } all } => Join(all, " and "),
        { Any: { } any } => Join(any, " or "),
        { Not: { } not } => $"not ({Of(not)})",
        { Values: { } values } => $"{condition.Column} {condition.Is} ({string.Join(", ", values)})",
        _ => $"{condition.Column} {condition.Is} {condition.Value}".TrimEnd(),
    };

    private static string Join(IEnumerable<RowCondition> conditions, string word) => "(" + string.Join(word, conditions.Select(Of)) + ")";
}
