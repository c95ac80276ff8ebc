using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>The plan of a record that is linked already. Pure.</summary>
internal static class LinkedPlan
{
    public static void Make(FlowTarget target, RecordWork record, Link link)
    {
        record.CrmId = link.CrmId;
        if (IsOlder(record, link))
        {
            record.Outcome = Outcome.Skipped; // a newer row wrote this record already
            return;
        }

        var fields = target.Mapper.Fields;
        var known = ValueJson.Read(link.Agreed, fields);
        var changed = Planner.Changed(target.Mapper.Rules, record.Wanted, known);
        record.Agreed = known;
        record.OwesSql = Array.Exists(target.OnlyToSql, field => record.Wanted[field].IsNone && !known[field].IsNone);
        if (changed.Length > 0)
        {
            record.Change = new Change(record, isCreate: false, changed, known);
            return;
        }

        record.Outcome = Outcome.Unchanged;
        record.LinkMoved = link.SourceVersion != record.Version || (target.HearsCrm && link.MatchValues.Count <= record.MatchValues.Count) || !link.MatchValues.Take(record.MatchValues.Count).SequenceEqual(record.MatchValues);
    }

    private static bool IsOlder(RecordWork record, Link link) =>
        record.Version is not null && link.SourceVersion is not null && string.CompareOrdinal(record.Version, link.SourceVersion) < 0;
}
