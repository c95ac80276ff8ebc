using Pragmatika.Engine.Compare;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Compare;

/// <summary><c>GET /compare/{id}.csv</c>: the findings of a comparison as a file, sent while they are read. 404 when there is no such report.</summary>
public static class CompareEndpoints
{
    public static void MapCompare(this WebApplication app) => app.MapGet("/compare/{id:guid}.csv", ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(Guid id, string? kind, ICompareService compare, CancellationToken cancellationToken)
    {
        if (await compare.FindAsync(id, cancellationToken) is not { } report)
        {
            return Results.NotFound();
        }

        var name = FormattableString.Invariant($"{report.Exchange}-{report.StartedAt:yyyyMMdd-HHmm}-compare.csv");
        var findings = compare.AllAsync(id, CompareAddress.Read(id, kind, null).Kind, cancellationToken);
        return Results.Stream(target => CompareCsv.WriteAsync(target, findings, cancellationToken), "text/csv; charset=utf-8", name);
    }
}
