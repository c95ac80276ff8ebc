using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Sources;

namespace Pragmatika.Engine.Exchanges;

/// <summary>Compiles flows in order inside one scope; the mistakes of all of them are in the scope afterwards.</summary>
internal static class FlowCompiler
{
    private static readonly Message MatchNotMapped = new("Поле сопоставления «{0}» не заполняется правилами потока", "No rule of the flow fills the match field '{0}'");
    private static readonly Message MatchNotMappedRemedy = new("Добавьте правило для «{0}» или уберите сопоставление", "Add a rule for '{0}' or remove the match");

    public static IReadOnlyList<FlowMapper> CompileAll(ExchangeDefinition definition, MappingScope scope)
    {
        scope.AllFlows.UnionWith(definition.Flows.Select(flow => flow.Name));
        return [.. definition.Flows.Select((flow, index) => Compile(flow, scope, $"flows[{index}]"))];
    }

    private static FlowMapper Compile(FlowDefinition flow, MappingScope scope, string path)
    {
        var key = new KeySource(
            [.. flow.Key.Select((column, index) => scope.Column(column, $"{path}.key[{index}]"))],
            SourceBinder.Bind(flow.KeyTransforms, scope, path + ".keyTransforms"));
        var condition = flow.Condition is null ? null : RowTests.Compile(flow.Condition, scope, path + ".condition");
        var flowKey = new FlowKey(flow.Name, key, condition);

        var rules = new List<Rule>(flow.Rules.Count);
        var sources = new List<IRowSource>(flow.Rules.Count);
        for (var index = 0; index < flow.Rules.Count; index++)
        {
            var rule = flow.Rules[index];
            var rulePath = $"{path}.rules[{index}]";
            rules.Add(rule);
            sources.Add(SourceBinder.Bind(SourceOf(rule), rule.Transforms, scope, rulePath + ".source", rulePath + ".transforms"));
        }

        scope.Flows.TryAdd(flow.Name, flowKey);
        return new FlowMapper(flowKey, rules, [.. sources], Matches(flow, rules, scope, path));
    }

    /// <summary>A rule that only fills a column reads that one, to tell whether it has to.</summary>
    private static RuleSource SourceOf(Rule rule) => rule is { Direction: Direction.ToSql, ToColumn: { } column } ? new RuleSource { Column = column } : rule.Source;

    private static int[] Matches(FlowDefinition flow, List<Rule> rules, MappingScope scope, string path)
    {
        var ordinals = new int[flow.Match.Count];
        for (var index = 0; index < ordinals.Length; index++)
        {
            var field = flow.Match[index].Field;
            ordinals[index] = rules.FindIndex(rule => rule.Field == field && rule.Direction != Direction.ToSql);
            if (ordinals[index] < 0)
            {
                scope.Report($"{path}.match[{index}].field", MatchNotMapped, MatchNotMappedRemedy, field);
            }
        }

        return ordinals;
    }
}
