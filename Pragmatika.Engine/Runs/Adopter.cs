using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <summary>Plans records that were found in the CRM and are linked for the first time: what the CRM has now is what is compared.</summary>
internal sealed class Adopter(RunContext context)
{
    public async Task PlanAsync(FlowTarget target, IReadOnlyList<RecordWork> records, ReferenceResolver references, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return;
        }

        var ids = records.Select(record => record.CrmId!.Value).Distinct().ToList();
        var items = (await context.Portal.GetManyAsync(target.Entity, ids, cancellationToken)).ToDictionary(item => item.Id);
        foreach (var record in records)
        {
            if (items.TryGetValue(record.CrmId!.Value, out var item))
            {
                Plan(target, record, item, references);
            }
            else
            {
                record.CrmId = null; // gone between the look-up and now: it is created
            }
        }
    }

    private static void Plan(FlowTarget target, RecordWork record, CrmItem item, ReferenceResolver references)
    {
        var known = Known(target, record, item, references);
        var changed = Planner.Changed(target.Mapper.Rules, record.Wanted, known);
        var takesOrigin = string.IsNullOrEmpty(item.OriginKey);
        record.Agreed = Planner.Agreed(record.Wanted, known, changed);
        record.LinkMoved = true;
        record.Outcome = Outcome.Unchanged;
        if (changed.Length > 0 || takesOrigin)
        {
            record.Change = new Change(record, isCreate: false, changed, known) { IsAdoption = true, TakesOrigin = takesOrigin, Current = item.MultiFields };
        }
    }

    /// <summary>The CRM's values in field order; a reference to the record it already points at counts as equal.</summary>
    private static Value[] Known(FlowTarget target, RecordWork record, CrmItem item, ReferenceResolver references)
    {
        var fields = target.Mapper.Fields;
        var known = new Value[fields.Count];
        for (var index = 0; index < known.Length; index++)
        {
            if (target.Mapper.Rules[index].Direction == Direction.ToSql)
            {
                continue; // SQL has not got it yet
            }

            var current = item.Values.GetValueOrDefault(fields[index]);
            var wanted = record.Wanted[index];
            known[index] = IsSame(target.Entity, fields[index], wanted, current, references) ? wanted : current;
        }

        return known;
    }

    private static bool IsSame(CrmEntity entity, string field, Value wanted, Value current, ReferenceResolver references) => wanted.Kind == ValueKind.Reference
        ? current.Kind == ValueKind.Number && references.IdOf(wanted) == (long)current.AsNumber
        : CrmValues.Canonical(entity, field, wanted) == current;
}
