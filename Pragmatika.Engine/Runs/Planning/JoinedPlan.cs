using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>The plan of a key that turned out to be the same record as another key of the batch: both link to it, differences are written after it. Pure.</summary>
internal static class JoinedPlan
{
    public static void Make(FlowTarget target, RecordWork record, RecordWork principal)
    {
        var changed = Planner.Changed(target.Mapper.Rules, record.Wanted, principal.Wanted);
        record.Agreed = Planner.Agreed(record.Wanted, principal.Wanted, changed);
        record.LinkMoved = true;
        record.Outcome = Outcome.Unchanged;
        if (changed.Length > 0)
        {
            record.Change = new Change(record, isCreate: false, changed, principal.Wanted) { Principal = principal.Change };
            record.CrmId = principal.CrmId;
        }
    }
}
