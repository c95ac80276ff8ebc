using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>The flows of an exchange with every field that is to be put back, those of rules that are no longer there among them.</summary>
internal static class UndoTargets
{
    public static IReadOnlyList<FlowTarget> Of(IReadOnlyList<FlowTarget> targets, IEnumerable<UndoRecord> records)
    {
        var fields = records.ToLookup(record => record.Flow, record => record.Fields.Select(field => field.Field));
        return [.. targets.Select(target => Of(target, fields[target.Name].SelectMany(names => names)))];
    }

    private static FlowTarget Of(FlowTarget target, IEnumerable<string> fields) => new(
        target.Index, new UndoMapper(target.Mapper, [.. fields.Except(target.Mapper.Fields, StringComparer.Ordinal)]), target.Entity, target.Originator, target.OriginPrefix);

    /// <summary>Names fields; the rows it would map are not read for an undo.</summary>
    private sealed class UndoMapper(IFlowMapper mapper, IReadOnlyList<string> more) : IFlowMapper
    {
        public string Flow => mapper.Flow;

        public IReadOnlyList<string> Fields { get; } = [.. mapper.Fields, .. more];

        public IReadOnlyList<Rule> Rules { get; } = [.. mapper.Rules, .. more.Select(field => new Rule { Field = field, Source = new RuleSource() })];

        public MapResult Map(SourceRow row) => mapper.Map(row);

        public Value[] MatchValues(Value[] values) => mapper.MatchValues(values[..mapper.Fields.Count]);
    }
}
