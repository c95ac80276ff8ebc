using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>A rule towards SQL: its place among the flow's fields, its way back, and the column it fills.</summary>
internal sealed record ReverseRule(int Index, InverseRule Inverse, Column Column)
{
    public Rule Rule => Inverse.Rule;
}

/// <summary>One flow as the way back sees it. <paramref name="Mark"/> is the column that deleted records are marked in.</summary>
internal sealed record ReverseFlow(FlowTarget Target, FlowDefinition Definition, IReadOnlyList<ReverseRule> Rules, Column? Mark)
{
    /// <summary>The flows of a run that have rules towards SQL.</summary>
    public static IReadOnlyList<ReverseFlow> AllOf(RunContext context)
    {
        var columns = new TableColumns(SqlDialects.Of(context.Source.Engine), context.Table);
        var scope = new MappingScope(context.Definition.Formats, context.Definition.Dictionaries, shape: null);
        return [.. context.Targets.Where(target => target.HearsCrm).Select(target => Of(target, context.Definition.Flows[target.Index], columns, scope))];
    }

    private static ReverseFlow Of(FlowTarget target, FlowDefinition definition, TableColumns columns, MappingScope scope)
    {
        var rules = new List<ReverseRule>();
        for (var index = 0; index < target.Mapper.Rules.Count; index++)
        {
            if (target.Mapper.Rules[index].Direction != Direction.ToCrm)
            {
                var inverse = InverseRule.Of(target.Mapper.Rules[index], scope);
                rules.Add(new ReverseRule(index, inverse, columns.Find(inverse.Column)));
            }
        }

        return new ReverseFlow(target, definition, rules, definition.Deleted is { Policy: DeletePolicy.Mark, Column: { } mark } ? columns.Find(mark) : null);
    }
}
