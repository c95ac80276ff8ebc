using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// The plan of a key that is met for the first time and turned out to be a record that another key is linked to: what that key agreed on is what the CRM has. Pure.
/// </summary>
internal static class TwinPlan
{
    public static void Make(FlowTarget target, RecordWork record, Link twin, ReferenceResolver references)
    {
        var known = ValueJson.Read(twin.Agreed, target.Mapper.Fields);
        record.CrmId = twin.CrmId;
        record.LinkMoved = true;
        record.Agreed = known;
        if (record.Version is not null && twin.SourceVersion is not null && string.CompareOrdinal(record.Version, twin.SourceVersion) < 0)
        {
            record.Outcome = Outcome.Skipped; // a newer row of the other key wrote this record already
            return;
        }

        for (var index = 0; index < known.Length; index++)
        {
            known[index] = IsSame(record.Wanted[index], known[index], references) ? record.Wanted[index] : known[index];
        }

        var changed = Planner.Changed(target.Mapper.Rules, record.Wanted, known);
        record.Outcome = Outcome.Unchanged;
        if (changed.Length > 0)
        {
            record.Change = new Change(record, isCreate: false, changed, known);
        }
    }

    /// <summary>Two keys of one record may be named by one reference.</summary>
    private static bool IsSame(Value wanted, Value known, ReferenceResolver references) =>
        wanted.Kind == ValueKind.Reference && known.Kind == ValueKind.Reference && references.IdOf(wanted) is { } id && id == references.IdOf(known);
}
