using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>The CRM ids that journaled references stand for now.</summary>
internal sealed class UndoReferences(RunContext context)
{
    private readonly Dictionary<RecordReference, long> _ids = [];

    public long? IdOf(Value reference) => _ids.TryGetValue(reference.AsReference, out var id) ? id : null;

    /// <summary>Looks the links of all references of some records up.</summary>
    public async Task ReadAsync(FlowTarget target, IEnumerable<UndoRecord> records, CancellationToken cancellationToken)
    {
        var references = records.SelectMany(record => record.Fields)
            .SelectMany(field => new[] { UndoValues.Read(target, field.Field, field.Before), UndoValues.Read(target, field.Field, field.After) })
            .Where(value => value.Kind == ValueKind.Reference)
            .Select(value => value.AsReference)
            .Distinct()
            .ToList();
        foreach (var flow in references.GroupBy(reference => reference.Flow, StringComparer.Ordinal))
        {
            foreach (var link in (await context.Store.LinksAsync(context.Exchange, flow.Key, [.. flow.Select(reference => reference.Key)], cancellationToken)).Values)
            {
                _ids[new RecordReference(flow.Key, link.Key)] = link.CrmId;
            }
        }
    }

    /// <summary>The ids to write for the references among some fields of a change.</summary>
    public Dictionary<int, long>? Resolve(Value[] wanted, IEnumerable<int> fields)
    {
        Dictionary<int, long>? resolved = null;
        foreach (var index in fields)
        {
            if (wanted[index].Kind == ValueKind.Reference && IdOf(wanted[index]) is { } id)
            {
                (resolved ??= [])[index] = id;
            }
        }

        return resolved;
    }
}
