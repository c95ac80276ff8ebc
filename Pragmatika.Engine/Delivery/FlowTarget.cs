using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>Where one flow writes: its mapper, the entity as the portal has it, and how our key stands on a record.</summary>
internal sealed record FlowTarget(int Index, IFlowMapper Mapper, CrmEntity Entity, string Originator, string OriginPrefix)
{
    public string Name => Mapper.Flow;

    /// <summary>True when the flow brings values to SQL: its links are then found by CRM id, too.</summary>
    public bool HearsCrm { get; } = Mapper.Rules.Any(rule => rule.Direction != Direction.ToCrm);

    /// <summary>True when a rule goes both ways: before an update the record is read, lest a change nobody heard yet be overwritten.</summary>
    public bool GoesBothWays { get; } = Mapper.Rules.Any(rule => rule.Direction == Direction.Both);

    /// <summary>True when the flow says comments or puts files, which go to a record after its fields.</summary>
    public bool HasExtras { get; } = Mapper.Rules.Any(rule => rule.Kind != RuleKind.Field);

    public bool IsExtra(int index) => HasExtras && Mapper.Rules[index].Kind != RuleKind.Field;

    /// <summary>Fields that rows only get from the CRM.</summary>
    public int[] OnlyToSql { get; } = [.. Enumerable.Range(0, Mapper.Rules.Count).Where(index => Mapper.Rules[index].Direction == Direction.ToSql)];

    /// <summary>What a record that is not there yet has: None in every field.</summary>
    public Value[] NoValues { get; } = new Value[Mapper.Fields.Count];

    /// <summary>ORIGIN_ID (or xmlId) of a key. Flows that share an entity are told apart by a prefix.</summary>
    public string OriginKey(string key) => OriginPrefix + key;

    /// <summary>True for a record that carries a key of this flow.</summary>
    public bool Owns(CrmItem item) =>
        item.OriginKey is { Length: > 0 } key
        && key.StartsWith(OriginPrefix, StringComparison.Ordinal)
        && (Entity.IsSmartProcess || item.Values.GetValueOrDefault("originatorId") == Value.Text(Originator));

    /// <summary>The fields that carry our key, for a create.</summary>
    public IEnumerable<WireField> OriginFields(string key)
    {
        if (Entity.IsSmartProcess)
        {
            yield return new WireField("xmlId", Value.Text(OriginKey(key)));
            yield break;
        }

        yield return new WireField("originatorId", Value.Text(Originator));
        yield return new WireField("originId", Value.Text(OriginKey(key)));
    }
}
