using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// Rules that begin with the CRM's values: linked records that have agreed on nothing in them are put into the queue of the way back, which brings what the CRM has to the table.
/// </summary>
internal static class Seeds
{
    public static async Task LookAtAsync(RunContext context, FlowTarget target, IEnumerable<RecordWork> records, CancellationToken cancellationToken)
    {
        var seeded = Enumerable.Range(0, target.Mapper.Rules.Count).Where(index => target.Mapper.Rules[index] is { Seed: RuleSeed.Crm, Direction: not Direction.ToCrm }).ToList();
        if (seeded.Count == 0 || context.Request.DryRun)
        {
            return;
        }

        var ids = records.Where(record => record is { Link: not null, CrmId: > 0 } && record.Agreed.Length > 0 && seeded.Exists(index => record.Agreed[index].IsNone)).Select(record => record.CrmId!.Value).Distinct().ToList();
        if (ids.Count > 0)
        {
            await context.Heard.LookAtAsync(context.Definition.Destination.Connection, target.Entity.EntityTypeId, ids, cancellationToken);
        }
    }
}
