using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Plans;

/// <summary><c>GET /runs/{run}/plan.csv</c>: the result of a dry run as a file, sent while it is read. 404 when there is no such dry run.</summary>
public static class PlanEndpoints
{
    public static void MapPlans(this WebApplication app) => app.MapGet("/runs/{run:guid}/plan.csv", ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        Guid run, string? kind, string? flow, string? q, IEngineStore store, IPlannedChanges planned, CancellationToken cancellationToken)
    {
        if (await store.RunAsync(run, cancellationToken) is not { IsDryRun: true } record)
        {
            return Results.NotFound();
        }

        var filter = PlanAddress.Read(run, kind, flow, q, null).Filter;
        var name = FormattableString.Invariant($"{record.Exchange}-{record.StartedAt:yyyyMMdd-HHmm}-dry-run.csv");
        return Results.Stream(target => PlannedCsv.WriteAsync(target, planned.AllAsync(run, filter, cancellationToken), cancellationToken), "text/csv; charset=utf-8", name);
    }
}
