using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Puts what CRM records hold now in the place of what was agreed on, so that the plan of a repair writes what differs, whoever changed it.</summary>
internal static class RepairLinks
{
    public static async Task LookAsync(RunContext context, FlowTarget target, IReadOnlyList<RecordWork> records, ReferenceResolver references, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return;
        }

        var ids = records.Select(record => record.Link!.CrmId).Distinct().ToList();
        var items = (await context.Portal.GetManyAsync(target.Entity, ids, cancellationToken)).ToDictionary(item => item.Id);
        foreach (var record in records)
        {
            if (items.TryGetValue(record.Link!.CrmId, out var item))
            {
                var known = Known(target, record, item, references);
                record.Link = record.Link with { Agreed = ValueJson.Write(target.Mapper.Fields, known, record.Link.Agreed), SourceVersion = null };
            }
        }
    }

    private static Value[] Known(FlowTarget target, RecordWork record, CrmItem item, ReferenceResolver references)
    {
        var agreed = ValueJson.Read(record.Link!.Agreed, target.Mapper.Fields);
        var known = new Value[agreed.Length];
        for (var index = 0; index < known.Length; index++)
        {
            known[index] = target.IsExtra(index) ? agreed[index] : Known(target, target.Mapper.Fields[index], (record.Wanted[index], agreed[index]), item, references);
        }

        return known;
    }

    /// <summary>What means the same counts as the same. What the portal filled by itself, where we want nothing and never wrote anything, is left to it.</summary>
    private static Value Known(FlowTarget target, string field, (Value Wanted, Value Agreed) values, CrmItem item, ReferenceResolver references)
    {
        var (wanted, agreed) = values;
        var current = item.Values.GetValueOrDefault(field);
        if (target.Entity.HasMultiFields && Communications.TryParse(field, out var typeId, out _))
        {
            var present = item.MultiFields.Where(entry => entry.TypeId == typeId).Select(entry => Communications.Meaning(typeId, entry.Value)).ToHashSet(StringComparer.Ordinal);
            var ours = MatchText.Members(wanted).Select(member => Communications.Meaning(typeId, member.ToString()));
            return ours.All(present.Contains) ? wanted : agreed == wanted ? Value.None : agreed;
        }

        if (wanted.Kind == ValueKind.Reference)
        {
            return current.Kind == ValueKind.Number && references.IdOf(wanted) == (long)current.AsNumber ? wanted : current;
        }

        return (wanted.IsNone && agreed.IsNone) || new FieldMeaning(target.Entity, field, item).Same(wanted, current) ? wanted : current;
    }
}
