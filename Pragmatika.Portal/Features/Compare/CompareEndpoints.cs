using Microsoft.AspNetCore.Mvc;
using Pragmatika.Engine.Compare;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Compare;

/// <summary><c>GET /compare/{id}.csv</c> and <c>.xlsx</c>: the findings of a comparison as a file. 404 when there is no such report.</summary>
public static class CompareEndpoints
{
    public static void MapCompare(this WebApplication app) => app.MapGet("/compare/{id:guid}." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(HttpContext context, Guid id, string format, string? kind, string? flow, string? field, string? q, [FromServices] ICompareService compare, CancellationToken cancellationToken)
    {
        if (await compare.FindAsync(id, cancellationToken) is not { } report)
        {
            return Results.NotFound();
        }

        var (_, titles) = await context.ReaderAsync(cancellationToken);
        var findings = compare.AllAsync(id, CompareAddress.Read(id, kind, flow, field, q, null).Filter, cancellationToken);
        return ExportFile.Of(FindingSheet.Of(report, findings, titles), ExportFile.FormatOf(format), cancellationToken);
    }
}
