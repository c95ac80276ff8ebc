using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <summary>Turns a valid definition into mappers for the columns the source really has.</summary>
public interface IDefinitionCompiler
{
    /// <summary>One mapper per flow, in the order of the definition. Columns and formats are bound once, here.</summary>
    IReadOnlyList<IFlowMapper> Compile(ExchangeDefinition definition, RowShape shape);
}
