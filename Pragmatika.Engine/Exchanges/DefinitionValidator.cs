using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <inheritdoc/>
/// <remarks>Texts are in the current UI language. Reads and writes nothing.</remarks>
public sealed class DefinitionValidator : IDefinitionValidator
{
    public IReadOnlyList<DefinitionProblem> Validate(ExchangeDefinition definition, ValidationContext? context = null)
    {
        var problems = new ProblemList();
        HeadChecks.Check(definition, context?.Table, problems);
        FormatChecks.Check(definition.Formats, problems);
        FlowChecks.CheckAll(definition, problems);

        var mistakes = MappingMistakes(definition, context);
        for (var index = 0; index < definition.Flows.Count; index++)
        {
            FlowChecks.Check(definition, index, context?.Table, problems);
            VanishedChecks.Check(definition, index, context is not null && index < context.Entities.Count ? context.Entities[index] : null, problems);
            foreach (var (path, trouble) in mistakes.Where(mistake => mistake.Path.StartsWith($"flows[{index}].", StringComparison.Ordinal)))
            {
                problems.Add(new DefinitionProblem(path, trouble.Reason, trouble.Remedy));
            }

            if (context is not null && index < context.Entities.Count)
            {
                EntityChecks.Check(definition, index, context.Entities[index], problems);
            }
        }

        ReverseChecks.Check(definition, context?.Table, problems);
        TailChecks.Check(definition, context?.Table, problems);
        return problems.Problems;
    }

    private static IReadOnlyList<(string Path, Trouble Trouble)> MappingMistakes(ExchangeDefinition definition, ValidationContext? context)
    {
        var shape = context?.Table is { } table ? new RowShape([.. table.Columns.Select(column => column.Name)]) : null;
        var scope = new MappingScope(definition.Formats, definition.Dictionaries, shape);
        FlowCompiler.CompileAll(definition, scope);
        return scope.Mistakes;
    }
}
