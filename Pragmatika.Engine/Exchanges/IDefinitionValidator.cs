using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Engine.Exchanges;

/// <summary>What the sides really have. A null table or an empty list leaves those checks out; a null entity says that the portal has none of that name.</summary>
public sealed record ValidationContext(SqlTable? Table, IReadOnlyList<CrmEntity?> Entities);

/// <summary>Checks a definition as a whole.</summary>
public interface IDefinitionValidator
{
    /// <summary>Every mistake at once, in the order of the definition; empty when it may run. Entities stand in the order of the flows.</summary>
    IReadOnlyList<DefinitionProblem> Validate(ExchangeDefinition definition, ValidationContext? context = null);
}
