using Microsoft.AspNetCore.Mvc;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Plans;

/// <summary><c>GET /runs/{run}/plan.csv</c> and <c>.xlsx</c>: the result of a dry run as a file. 404 when there is no such dry run.</summary>
public static class PlanEndpoints
{
    public static void MapPlans(this WebApplication app) => app.MapGet("/runs/{run:guid}/plan." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, Guid run, string format, string? kind, string? flow, string? q, [FromServices] IEngineStore store, [FromServices] IPlannedChanges planned, CancellationToken cancellationToken)
    {
        if (await store.RunAsync(run, cancellationToken) is not { IsDryRun: true } record)
        {
            return Results.NotFound();
        }

        var (_, titles) = await context.ReaderAsync(cancellationToken);
        var filter = PlanAddress.Read(run, kind, flow, q, null).Filter;
        return ExportFile.Of(PlanSheet.Of(PlanSheet.NameOf(record), planned.AllAsync(run, filter, cancellationToken), record.Exchange, titles), ExportFile.FormatOf(format), cancellationToken);
    }
}
