using System.Text.Json;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>What can be told of a rule's values without a row.</summary>
internal static class RuleOutcome
{
    /// <summary>The kind that the rule certainly gives; null when the row decides.</summary>
    public static ValueKind? KindOf(Rule rule)
    {
        if (rule.Transforms.Count == 0)
        {
            return rule.Source.Flow is null ? null : ValueKind.Reference;
        }

        return rule.Transforms[^1].Kind switch
        {
            "number" or "user" => ValueKind.Number,
            "date" => ValueKind.Date,
            "moment" => ValueKind.Moment,
            "flag" => ValueKind.Flag,
            "money" => ValueKind.Money,
            "option" => ValueKind.Choice,
            "lookup" => ValueKind.Reference,
            _ => null,
        };
    }

    /// <summary>The texts that the rule writes whatever the row: constants and the right sides of dictionaries.</summary>
    public static IReadOnlySet<string> LabelsOf(Rule rule, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> dictionaries)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        for (var index = rule.Transforms.Count - 1; index >= 0; index--)
        {
            var transform = rule.Transforms[index];
            switch (transform.Kind)
            {
                case "option" or "trim":
                    continue;
                case "default":
                    Add(labels, Text(transform, "value"));
                    continue;
                case "constant":
                    Add(labels, Text(transform, "value"));
                    return labels;
                case "map":
                    AddMapped(labels, transform, dictionaries);
                    return labels;
                default:
                    return labels;
            }
        }

        Add(labels, rule.Source.Constant);
        return labels;
    }

    private static void AddMapped(
        HashSet<string> labels, TransformSpec map, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> dictionaries)
    {
        Add(labels, Text(map, "otherwise"));
        if (map.Settings?.TryGetValue("values", out var inline) == true && inline.ValueKind == JsonValueKind.Object)
        {
            foreach (var pair in inline.EnumerateObject().Where(pair => pair.Value.ValueKind == JsonValueKind.String))
            {
                Add(labels, pair.Value.GetString());
            }
        }
        else if (Text(map, "dictionary") is { } name && dictionaries.TryGetValue(name, out var entries))
        {
            foreach (var to in entries.Values)
            {
                Add(labels, to);
            }
        }
    }

    private static void Add(HashSet<string> labels, string? label)
    {
        if (!string.IsNullOrWhiteSpace(label))
        {
            labels.Add(label);
        }
    }

    private static string? Text(TransformSpec transform, string setting) =>
        transform.Settings?.TryGetValue(setting, out var element) == true && element.ValueKind == JsonValueKind.String ? element.GetString() : null;
}
