using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Settling;

/// <summary>
/// Several keys may be one CRM record. What both sides agree on belongs to the record: whoever writes it moves the links of all its keys, or an older key would
/// later find nothing to do although the CRM holds another key's values. Rules towards SQL are left out: there the other keys' rows hold what they held, and what was written comes to
/// them as the CRM's change, so that all rows of the record end with one value. Pure.
/// </summary>
internal static class SameRecordLinks
{
    /// <summary>Moves the links of one batch, and adds those of <paramref name="siblings"/> (stored links of other keys) that a landed write of the batch concerns.</summary>
    public static void Align(List<Link> links, IEnumerable<RecordWork> records, IReadOnlyList<FlowTarget> targets, IReadOnlyList<Link> siblings)
    {
        var byName = targets.ToDictionary(target => target.Name, StringComparer.Ordinal);
        var writers = records
            .Where(record => record is { CrmId: not null, Cause: null, Change.State: ChangeState.Landed })
            .GroupBy(record => (targets[record.Flow].Name, record.CrmId!.Value))
            .ToDictionary(group => group.Key, group => group.MaxBy(record => record.Order)!);
        var byKey = links.ToDictionary(link => (link.Flow, link.Key));
        foreach (var link in links.Concat(siblings.Where(sibling => !byKey.ContainsKey((sibling.Flow, sibling.Key)))).ToList())
        {
            if (writers.TryGetValue((link.Flow, link.CrmId), out var writer) && writer.Key != link.Key && byKey.TryGetValue((link.Flow, writer.Key), out var written))
            {
                byKey[(link.Flow, link.Key)] = link with { Agreed = Agreed(byName[link.Flow], link, written), SourceVersion = written.SourceVersion };
            }
        }

        links.Clear();
        links.AddRange(byKey.Values);
    }

    private static string Agreed(FlowTarget target, Link link, Link written)
    {
        if (!target.HearsCrm)
        {
            return written.Agreed;
        }

        var (own, taken) = (ValueJson.Read(link.Agreed, target.Mapper.Fields), ValueJson.Read(written.Agreed, target.Mapper.Fields));
        for (var index = 0; index < taken.Length; index++)
        {
            taken[index] = target.Mapper.Rules[index].Direction == Direction.ToCrm ? taken[index] : own[index];
        }

        return ValueJson.Write(target.Mapper.Fields, taken, written.Agreed);
    }
}
