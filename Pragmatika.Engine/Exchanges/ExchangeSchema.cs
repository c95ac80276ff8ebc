using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Transforms;

namespace Pragmatika.Engine.Exchanges;

/// <summary>The JSON Schema (2020-12) of definitions, made from the records and the transform catalog. Published as docs/exchange.schema.json.</summary>
public static class ExchangeSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The schema as indented text with a line feed at its end; descriptions are English.</summary>
    public static string Write()
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var schema = MappingJson.Options.GetJsonSchemaAsNode(typeof(ExchangeDefinition), exporter).AsObject();
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", "Exchange definition of Pragmatika");
        schema["$defs"] = new JsonObject { ["transform"] = Transforms(), ["source"] = Branch() };
        return schema.ToJsonString(MappingJson.Options).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(TransformSpec))
        {
            return new JsonObject { ["$ref"] = "#/$defs/transform" };
        }

        if (context.TypeInfo.Type == typeof(TimeSpan) || context.TypeInfo.Type == typeof(TimeSpan?))
        {
            schema["description"] = "hh:mm:ss, days before a point";
        }

        return schema;
    }

    private static JsonObject Transforms() => new()
    {
        ["oneOf"] = new JsonArray([.. TransformCatalog.Kinds.OrderBy(kind => kind.Kind, StringComparer.Ordinal).Select(Kind)]),
    };

    private static JsonObject Kind(TransformKind kind)
    {
        var properties = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind.Kind } };
        foreach (var setting in kind.Settings)
        {
            properties[setting.Name] = Setting(setting);
        }

        return new JsonObject
        {
            ["description"] = kind.Description.English,
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. kind.Settings.Where(setting => setting.Required).Select(setting => setting.Name).Prepend("kind").Select(name => (JsonNode)name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Setting(TransformSetting setting)
    {
        var schema = setting.Type switch
        {
            SettingType.Integer => Typed("integer"),
            SettingType.Flag => Typed("boolean"),
            SettingType.TextList => new JsonObject { ["type"] = "array", ["items"] = Typed("string") },
            SettingType.Dictionary => new JsonObject { ["type"] = "object", ["additionalProperties"] = Typed("string") },
            SettingType.Condition => Typed("object"),
            SettingType.Source => new JsonObject { ["$ref"] = "#/$defs/source" },
            _ => Typed("string"),
        };
        schema["description"] = setting.Description.English + (setting.Default is { Length: > 0 } fallback ? $" (default: {fallback})" : string.Empty);
        if (setting.Choices is { } choices)
        {
            schema["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]);
        }

        return schema;
    }

    private static JsonObject Branch() => new()
    {
        ["description"] = "Exactly one of column, constant, template, flow; transforms of its own may follow",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["column"] = Typed("string"),
            ["constant"] = Typed("string"),
            ["template"] = Typed("string"),
            ["flow"] = Typed("string"),
            ["transforms"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/transform" } },
        },
        ["additionalProperties"] = false,
    };

    private static JsonObject Typed(string type) => new() { ["type"] = type };
}
