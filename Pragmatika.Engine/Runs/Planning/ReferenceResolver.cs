using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Finds the records that references of a batch point at: in the batch itself, or among the links.</summary>
internal sealed class ReferenceResolver(IReadOnlyList<FlowTarget> targets, Batch batch)
{
    /// <summary>A reference to a record that no flow makes and no link knows is no value (a deal of a company has no contact).</summary>
    public void DropDangling(RecordWork record)
    {
        for (var index = 0; index < record.Wanted.Length; index++)
        {
            if (record.Wanted[index].Kind == ValueKind.Reference && Target(record.Wanted[index]) is (null, null))
            {
                record.Wanted[index] = Value.None;
            }
        }
    }

    /// <summary>The id a reference stands for, when it is known before delivery.</summary>
    public long? IdOf(Value reference)
    {
        var (record, link) = Target(reference);
        return record is null ? link?.CrmId : (record.Principal ?? record).CrmId;
    }

    /// <summary>Notes on the record's change which references have an id and which wait for another change.</summary>
    public void Resolve(RecordWork record)
    {
        if (record.Change is not { } change)
        {
            return;
        }

        foreach (var index in change.Fields)
        {
            if (record.Wanted[index].Kind != ValueKind.Reference)
            {
                continue;
            }

            var (target, link) = Target(record.Wanted[index]);
            var pointed = target?.Principal ?? target;
            if ((pointed is null ? link?.CrmId : pointed.CrmId) is { } id)
            {
                (change.Resolved ??= [])[index] = id;
            }
            else if (pointed?.Change is { IsCreate: true } awaited)
            {
                (change.Awaits ??= [])[index] = awaited;
            }
        }
    }

    private (RecordWork? Record, Link? Link) Target(Value value)
    {
        var reference = value.AsReference;
        var flow = FlowIndex(reference.Flow);
        return batch.Records[flow].TryGetValue(reference.Key, out var record)
            ? (record, null)
            : (null, batch.Links!.Find(reference.Flow, reference.Key));
    }

    private int FlowIndex(string flow)
    {
        for (var index = 0; index < targets.Count; index++)
        {
            if (targets[index].Name == flow)
            {
                return index;
            }
        }

        throw new InvalidOperationException($"No flow '{flow}': the definition was not validated.");
    }
}
