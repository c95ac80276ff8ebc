using System.Text.Json;
using System.Text.Json.Nodes;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Reading;

/// <summary>A definition read from text. <paramref name="Definition"/> is null when anything is wrong; then <paramref name="Problems"/> lists every mistake.</summary>
public sealed record DefinitionReading(ExchangeDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Reads a definition and checks it as a whole: syntax, members, types and meaning are reported together as far as the text can be understood.</summary>
public static class DefinitionReader
{
    private static readonly Message BadSyntax = new("Текст не является JSON: строка {0}, позиция {1}", "The text is not JSON: line {0}, position {1}");
    private static readonly Message BadSyntaxRemedy = new("Проверьте скобки, кавычки и запятые у этого места ({2})", "Check brackets, quotes and commas at this place ({2})");
    private static readonly Message NotAnObject = new("Описание обмена должно быть объектом JSON", "A definition must be a JSON object");
    private static readonly Message NotAnObjectRemedy = new("Начните текст с фигурной скобки", "Begin the text with a brace");

    private static readonly JsonDocumentOptions Syntax = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    public static DefinitionReading Read(string json, ValidationContext? context = null)
    {
        var problems = new ProblemList();
        var root = Parse(json, problems);
        if (root is null)
        {
            return new DefinitionReading(null, problems.Problems);
        }

        StructureCheck.Repair(root, typeof(ExchangeDefinition), string.Empty, problems);
        var definition = root.Deserialize<ExchangeDefinition>(MappingJson.Options)!;
        foreach (var problem in new DefinitionValidator().Validate(definition, context))
        {
            if (!problems.Problems.Any(known => Covers(known.Path, problem.Path)))
            {
                problems.Add(problem);
            }
        }

        return new DefinitionReading(problems.Problems.Count == 0 ? definition : null, problems.Problems);
    }

    private static JsonObject? Parse(string json, ProblemList problems)
    {
        try
        {
            if (JsonNode.Parse(json, nodeOptions: null, Syntax) is JsonObject root)
            {
                return root;
            }

            problems.Add("$", NotAnObject, NotAnObjectRemedy);
        }
        catch (JsonException exception)
        {
            problems.Add(exception.Path ?? "$", BadSyntax, BadSyntaxRemedy, (exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1, exception.Message);
        }

        return null;
    }

    // What stands in for a broken member must not be blamed once more.
    private static bool Covers(string broken, string path) =>
        path == broken || (path.StartsWith(broken, StringComparison.Ordinal) && path[broken.Length] is '.' or '[');
}
