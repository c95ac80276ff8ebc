using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>Where one flow writes: its mapper, the entity as the portal has it, and how our key stands on a record.</summary>
internal sealed record FlowTarget(int Index, IFlowMapper Mapper, CrmEntity Entity, string Originator, string OriginPrefix)
{
    public string Name => Mapper.Flow;

    /// <summary>What a record that is not there yet has: None in every field.</summary>
    public Value[] NoValues { get; } = new Value[Mapper.Fields.Count];

    /// <summary>ORIGIN_ID (or xmlId) of a key. Flows that share an entity are told apart by a prefix.</summary>
    public string OriginKey(string key) => OriginPrefix + key;

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
