using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// Reads the records that are about to be updated and refuses those that somebody changed in the CRM since the dry run, in a field that would be written. Rules that go one way are planned
/// without a look at the CRM, so nothing else would tell.
/// </summary>
internal sealed class ExactCrmCheck(RunContext context, ExactPlan plan)
{
    /// <summary>The two clocks need not agree.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        foreach (var flow in changes.Where(change => change is { IsCreate: false, Principal: null, Record.CrmId: > 0 }).GroupBy(change => change.Record.Flow))
        {
            var target = context.Targets[flow.Key];
            var ids = flow.Select(change => change.Record.CrmId!.Value).Distinct().ToList();
            var items = (await context.Portal.GetManyAsync(target.Entity, ids, cancellationToken)).ToDictionary(item => item.Id);
            foreach (var change in flow)
            {
                Check(target, change, items.GetValueOrDefault(change.Record.CrmId!.Value));
            }
        }
    }

    private void Check(FlowTarget target, Change change, CrmItem? item)
    {
        if (item is null)
        {
            ExactGate.Refuse(change.Record, ExactTexts.Gone.With());
        }
        else if (item.UpdatedTime is not { } updated || updated >= plan.PlannedAt - Skew)
        {
            foreach (var index in change.Fields)
            {
                if (!target.IsExtra(index) && IsTouched(target, item, target.Mapper.Fields[index], change.Before[index]))
                {
                    ExactGate.Refuse(change.Record, ExactTexts.Crm.With(target.Mapper.Fields[index]));
                    return;
                }
            }
        }
    }

    private static bool IsTouched(FlowTarget target, CrmItem item, string field, Value before)
    {
        var meaning = new FieldMeaning(target.Entity, field, item);
        return before.Kind != ValueKind.Reference && !before.IsNone && !meaning.Same(meaning.Read(before), before);
    }
}
