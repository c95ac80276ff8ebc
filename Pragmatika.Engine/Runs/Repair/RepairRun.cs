using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Repair;

/// <summary>Repairs the records of a comparison, a page of findings at a time. Each is compared anew with both sides as they are: what has become equal since costs no write.</summary>
internal sealed class RepairRun(RunContext context, RunProgress progress, IRepairFindings book)
{
    private const int PageFindings = 1000;

    public async Task RunAsync(CancellationToken finish, CancellationToken stop)
    {
        var order = context.Request.Repair!;
        var wanted = order.Numbers?.ToHashSet();
        var (toCrm, toSql) = (new RepairToCrm(context, progress), new RepairToSql(context, progress));
        IReadOnlyList<CompareFinding> page;
        long after = 0;
        do
        {
            page = await book.FindingsAsync(context.Request.Of!.Run, after, PageFindings, stop);
            var due = page.Where(finding => finding.CanBeRepaired && wanted?.Contains(finding.Number) != false && context.Targets.Any(target => target.Name == finding.Flow)).ToLookup(finding => SqlIsRight(finding, order.Side));
            await toCrm.RunAsync([.. due[true]], finish, stop);
            await toSql.RunAsync([.. due[false]], stop);
            after = page.Count > 0 ? page[^1].Number : after;
        }
        while (page.Count == PageFindings && !finish.IsCancellationRequested);
    }

    /// <summary>A record the CRM has not got can only be made from its row; where the CRM is right it stays missing.</summary>
    private static bool SqlIsRight(CompareFinding finding, RepairSide side) => side switch
    {
        RepairSide.Sql => true,
        RepairSide.Crm => false,
        _ => finding.Kind == DifferenceKind.Missing || finding.CrmAt is not { } crm || (finding.SqlAt is { } sql && sql >= crm),
    };
}
