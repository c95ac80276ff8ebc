using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Planning;

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

        if (target.HearsCrm && items.Count > 0 && !context.Request.DryRun)
        {
            // What SQL has not got from them, or lost to them, comes by the way back; the entry stays until a run has done both.
            await context.Heard.LookAtAsync(context.Definition.Destination.Connection, target.Entity.EntityTypeId, items.Keys, cancellationToken);
        }
    }

    private void Plan(FlowTarget target, RecordWork record, CrmItem item, ReferenceResolver references)
    {
        var known = Known(target, record, item, references);
        var isOurs = IsUntouchedWorkOfOurs(target, record, item);
        var kept = target.GoesBothWays ? KeepOfCrm(target, record, item, known, isOurs) : [];
        var changed = Planner.Changed(target.Mapper.Rules, record.Wanted, known).Where(index => !kept.Contains(index)).ToArray();
        var takesOrigin = string.IsNullOrEmpty(item.OriginKey);
        record.Agreed = Planner.Agreed(record.Wanted, known, changed);
        record.LinkMoved = true;
        record.Outcome = Outcome.Unchanged;
        if (changed.Length > 0 || takesOrigin)
        {
            record.Change = new Change(record, isCreate: false, changed, known) { IsAdoption = true, IsOwnWork = isOurs, TakesOrigin = takesOrigin, Current = item.MultiFields };
        }
    }

    /// <summary>
    /// Nothing was agreed on yet: of two values of a rule that goes both ways its policy takes one. Fields where that is the CRM's count as not agreed on, so that the way back
    /// brings them to SQL.
    /// </summary>
    private HashSet<int> KeepOfCrm(FlowTarget target, RecordWork record, CrmItem item, Value[] known, bool isOurs)
    {
        var kept = new HashSet<int>();
        var moments = new ChangeMoments(context.SourceMoments.Of(record.Version), item.UpdatedTime);
        for (var index = 0; index < known.Length; index++)
        {
            var (rule, wanted) = (target.Mapper.Rules[index], record.Wanted[index]);
            var meaning = new FieldMeaning(target.Entity, rule.Field, item);
            if (isOurs && wanted.IsNone && meaning.IsCommunication)
            {
                known[index] = meaning.Read(wanted); // no portal makes up a phone: it is the one SQL had when the record was made
            }

            if (rule.Direction != Direction.Both || wanted == known[index] || (isOurs && (!wanted.IsNone || meaning.IsCommunication)))
            {
                continue;
            }

            var decision = ThreeWay.Decide(rule, wanted, meaning.Read(wanted), Value.None, moments, meaning.Same);
            if (decision != Decision.ToCrm)
            {
                known[index] = decision == Decision.Agreed ? wanted : Value.None;
                kept.Add(index);
            }
        }

        return kept;
    }

    /// <summary>
    /// A record that a run made and could not commit before it died, and that nobody has changed since: what it says is what SQL said then, and no change of the CRM's to weigh
    /// against what SQL says now.
    /// </summary>
    private static bool IsUntouchedWorkOfOurs(FlowTarget target, RecordWork record, CrmItem item) =>
        item.OriginKey == target.OriginKey(record.Key)
        && item.Values.GetValueOrDefault("createdTime") is { Kind: ValueKind.Moment } created
        && created.AsMoment == item.UpdatedTime;

    /// <summary>The CRM's values in field order; a reference to the record it already points at counts as equal.</summary>
    private static Value[] Known(FlowTarget target, RecordWork record, CrmItem item, ReferenceResolver references)
    {
        var fields = target.Mapper.Fields;
        var known = new Value[fields.Count];
        for (var index = 0; index < known.Length; index++)
        {
            if (target.Mapper.Rules[index] is { Direction: Direction.ToSql } or { Kind: RuleKind.Comment })
            {
                continue; // SQL has not got it yet; what was said stands on no field
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
