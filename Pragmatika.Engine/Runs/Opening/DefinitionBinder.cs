using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>A definition against what both sides really have. <paramref name="Shape"/>: the columns a run selects, in order.</summary>
internal sealed record BoundDefinition(SqlTable Table, RowShape Shape, IReadOnlyList<CrmEntity> Entities, IReadOnlyList<FlowTarget> Targets);

/// <summary>Reads the table and the entities, checks a definition against them, compiles it.</summary>
internal sealed class DefinitionBinder(IDefinitionCompiler compiler, IDefinitionValidator validator)
{
    /// <summary>Throws <see cref="RunRefusedException"/> with every mistake.</summary>
    public async Task<BoundDefinition> BindAsync(ExchangeDefinition definition, ISqlConnector source, IBitrixPortal portal, CancellationToken cancellationToken)
    {
        portal.ForgetEntities(); // fields may have changed since the last run
        var table = await source.DescribeAsync(definition.Source.Table, cancellationToken);
        var found = new List<CrmEntity?>();
        foreach (var flow in definition.Flows)
        {
            found.Add(await EntityAsync(portal, flow.Entity, cancellationToken));
        }

        var problems = validator.Validate(definition, new ValidationContext(table, found));
        if (problems.Count > 0)
        {
            throw new RunRefusedException(RunTexts.DefinitionDoesNotFit.With(), problems);
        }

        var entities = found.OfType<CrmEntity>().ToList(); // validation has refused a missing one
        var shape = new RowShape(SelectedColumns.Of(definition));
        var targets = compiler.Compile(definition, shape).Select((mapper, index) => Target(definition, mapper, index, entities)).ToList();
        return new BoundDefinition(table, shape, entities, targets);
    }

    /// <summary>Null when the portal has no such entity.</summary>
    public static async Task<CrmEntity?> EntityAsync(IBitrixPortal portal, string entity, CancellationToken cancellationToken)
    {
        try
        {
            return await portal.EntityAsync(entity, cancellationToken);
        }
        catch (BitrixException exception) when (exception.Kind is FailureKind.NotFound)
        {
            return null;
        }
    }

    private static FlowTarget Target(ExchangeDefinition definition, IFlowMapper mapper, int index, IReadOnlyList<CrmEntity> entities)
    {
        var shared = entities.Count(entity => entity.EntityTypeId == entities[index].EntityTypeId) > 1;
        return new FlowTarget(index, mapper, entities[index], definition.Destination.Originator, shared ? mapper.Flow + ":" : string.Empty);
    }
}
