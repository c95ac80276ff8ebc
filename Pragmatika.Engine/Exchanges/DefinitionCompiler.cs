using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <inheritdoc/>
/// <remarks>Throws <see cref="DefinitionException"/> with every mistake when the definition does not compile for the shape.</remarks>
public sealed class DefinitionCompiler : IDefinitionCompiler
{
    public IReadOnlyList<IFlowMapper> Compile(ExchangeDefinition definition, RowShape shape)
    {
        var scope = new MappingScope(definition.Formats, definition.Dictionaries, shape);
        var mappers = FlowCompiler.CompileAll(definition, scope);
        return scope.Mistakes.Count == 0
            ? mappers
            : throw new DefinitionException([.. scope.Mistakes.Select(mistake => new DefinitionProblem(mistake.Path, mistake.Trouble.Reason, mistake.Trouble.Remedy))]);
    }
}
