using System.Text.Json;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Mapping;

/// <summary>Maps one row through one rule, with only what matters for the test.</summary>
internal static class MapOne
{
    public static Rule Rule(string column, params string[] transforms) => new()
    {
        Field = "field",
        Source = new RuleSource { Column = column },
        Transforms = [.. transforms.Select(Spec)],
    };

    public static TransformSpec Spec(string json) => JsonSerializer.Deserialize<TransformSpec>(json, MappingJson.Options)!;

    public static ExchangeDefinition Definition(params FlowDefinition[] flows) => new()
    {
        Name = "test",
        Source = new SourceDefinition { Connection = "sql", Table = "T", Key = ["Id"] },
        Destination = new DestinationDefinition { Connection = "b24" },
        Flows = flows,
    };

    public static FlowDefinition Flow(params Rule[] rules) => new() { Name = "flow", Entity = "contact", Key = ["Id"], Rules = rules };

    public static MapResult Map(ExchangeDefinition definition, params (string Column, object? Value)[] cells) =>
        new DefinitionCompiler().Compile(definition, Shape(cells))[^1].Map(Row(cells));

    /// <summary>What the transforms make of the value of a column named Value; other cells may stand beside it.</summary>
    public static Value Value(object? raw, string[] transforms, params (string Column, object? Value)[] beside)
    {
        var result = Map(Definition(Flow(Rule("Value", transforms))), [("Id", 1L), ("Value", raw), .. beside]);
        return result.Should().BeOfType<MapResult.Mapped>().Subject.Values[0];
    }

    /// <summary>The problem that the transforms find in the value.</summary>
    public static FieldProblem Problem(object? raw, params string[] transforms)
    {
        var result = Map(Definition(Flow(Rule("Value", transforms))), ("Id", 1L), ("Value", raw));
        return result.Should().BeOfType<MapResult.Reject>().Subject.Problems.Should().ContainSingle().Subject;
    }

    public static RowShape Shape((string Column, object? Value)[] cells) => new([.. cells.Select(cell => cell.Column)]);

    public static SourceRow Row((string Column, object? Value)[] cells) => new("1", null, [.. cells.Select(cell => cell.Value)], Shape(cells));
}
