using Pragmatika.Engine.Mapping.Sources;

namespace Pragmatika.Engine.Mapping;

/// <summary>A compiled flow: everything is bound, mapping a row only walks arrays.</summary>
internal sealed class FlowMapper(FlowKey flow, IReadOnlyList<Rule> rules, IRowSource[] sources, int[] matchOrdinals) : IFlowMapper
{
    private static readonly Message ConditionFalse = new("Строка не подходит под условие потока", "The row does not meet the flow's condition");
    private static readonly Message EmptyKey = new("Ключ записи пуст", "The record's key is empty");

    private readonly MapResult.Skip _conditionFalse = new(ConditionFalse.ToString());
    private readonly MapResult.Skip _emptyKey = new(EmptyKey.ToString());

    public string Flow => flow.Flow;

    public IReadOnlyList<string> Fields { get; } = [.. rules.Select(rule => rule.Field)];

    public IReadOnlyList<Rule> Rules => rules;

    public MapResult Map(SourceRow row)
    {
        if (flow.Condition is { } condition && !condition(row))
        {
            return _conditionFalse;
        }

        var key = flow.Key.Read(row);
        if (key.Trouble is null && key.Value.IsNone)
        {
            return _emptyKey;
        }

        List<FieldProblem>? problems = key.Trouble is null ? null : [new FieldProblem("key", null, key.Trouble.Reason, key.Trouble.Remedy)];
        var values = new Value[sources.Length];
        for (var index = 0; index < sources.Length; index++)
        {
            var made = sources[index].Read(row);
            if (made.Trouble is { } trouble && rules[index].Direction != Direction.ToSql) // nothing of that one goes to the CRM
            {
                (problems ??= []).Add(new FieldProblem(rules[index].Field, rules[index].Source.Column, trouble.Reason, trouble.Remedy));
            }

            values[index] = made.Value;
        }

        return problems is null
            ? new MapResult.Mapped(key.Value.AsText, values)
            : new MapResult.Reject(key.Trouble is null ? key.Value.AsText : null, problems);
    }

    public Value[] MatchValues(Value[] values)
    {
        if (matchOrdinals.Length == 0)
        {
            return [];
        }

        var matches = new Value[matchOrdinals.Length];
        for (var index = 0; index < matches.Length; index++)
        {
            matches[index] = matchOrdinals[index] < 0 ? Value.None : values[matchOrdinals[index]];
        }

        return matches;
    }
}
