using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Runs;

/// <summary><c>GET /exports/runs.csv</c> and <c>.xlsx</c>: what the list's filter finds, all of it, in its order.</summary>
public static class RunEndpoints
{
    private const int PageRuns = 1000;

    public static void MapRuns(this WebApplication app) => app.MapGet("/exports/runs." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, string? exchange, string? state, string? kind, string? from, string? to, string? sort, [FromServices] IRunSearch search,
        IStringLocalizer<RunsPage> texts, IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        var (visitor, titles) = await context.ReaderAsync(cancellationToken);
        var address = RunsAddress.Read(exchange, state, kind, from, to, sort, null, null);
        var runs = AllAsync(search, address, visitor.Zone, cancellationToken);
        var name = FormattableString.Invariant($"runs-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}");
        return ExportFile.Of(RunSheet.Of(name, runs, texts, words, visitor, titles), ExportFile.FormatOf(format), cancellationToken);
    }

    private static async IAsyncEnumerable<RunRecord> AllAsync(IRunSearch search, RunsAddress address, TimeZoneInfo zone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FoundRuns page;
        var skip = 0;
        do
        {
            page = await search.FindAsync(address.FilterFor(zone), address.Order, address.IsDescending, skip, PageRuns, cancellationToken);
            foreach (var run in page.Runs)
            {
                yield return run;
            }

            skip += PageRuns;
        }
        while (page.Runs.Count == PageRuns);
    }
}
