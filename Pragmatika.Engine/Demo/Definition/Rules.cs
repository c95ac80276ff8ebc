using System.Text.Json;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>Short ways to write rules in code; settings are given as they stand in JSON.</summary>
internal static class Rules
{
    public static Rule Column(string field, string column, params string[] transforms) => new()
    {
        Field = field,
        Source = new RuleSource { Column = column },
        Transforms = Transforms(transforms),
    };

    public static Rule Template(string field, string template, params string[] transforms) => new()
    {
        Field = field,
        Source = new RuleSource { Template = template },
        Transforms = Transforms(transforms),
    };

    public static Rule Constant(string field, string constant, params string[] transforms) => new()
    {
        Field = field,
        Source = new RuleSource { Constant = constant },
        Transforms = Transforms(transforms),
    };

    public static Rule Flow(string field, string flow) => new() { Field = field, Source = new RuleSource { Flow = flow } };

    public static IReadOnlyList<TransformSpec> Transforms(params string[] transforms) =>
        [.. transforms.Select(json => JsonSerializer.Deserialize<TransformSpec>(json, MappingJson.Options)!)];

    public static RowCondition Is(string column, string value) => new() { Column = column, Is = "eq", Value = value };

    public static RowCondition IsNot(string column, string value) => new() { Column = column, Is = "ne", Value = value };

    public static RowCondition Filled(string column) => new() { Column = column, Is = "notEmpty" };

    public static RowCondition All(params RowCondition[] conditions) => new() { All = conditions };
}
