using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <summary>The columns that mapping a row reads: keys, conditions, sources, templates and transforms, of every flow.</summary>
public static class DefinitionColumns
{
    /// <summary>Each column once, in the order of first use; names as the definition writes them. Columns that are only written back are not among them.</summary>
    public static IReadOnlyList<string> Of(ExchangeDefinition definition)
    {
        var scope = new MappingScope(definition.Formats, definition.Dictionaries, shape: null);
        FlowCompiler.CompileAll(definition, scope);
        return scope.Columns;
    }
}
