using Microsoft.AspNetCore.Mvc;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Exchange;

/// <summary><c>GET /exports/runs.csv</c> and <c>.xlsx</c>: runs of all exchanges or of one, newest first; <c>state</c> narrows them.</summary>
public static class RunEndpoints
{
    /// <summary>Far above what years of schedules make.</summary>
    private const int MostRuns = 200_000;

    public static void MapRuns(this WebApplication app) => app.MapGet("/exports/runs." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, string? exchange, string? state, [FromServices] IEngineStore store, IStringLocalizer<ExchangePage> texts, IStringLocalizer<Words> words,
        CancellationToken cancellationToken)
    {
        var (visitor, titles) = await context.ReaderAsync(cancellationToken);
        RunState? only = Enum.TryParse<RunState>(state, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null;
        var runs = RunsAsync(store, string.IsNullOrWhiteSpace(exchange) ? null : exchange, cancellationToken).Where(run => only is null || run.State == only);
        var name = FormattableString.Invariant($"runs-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}");
        return ExportFile.Of(RunSheet.Of(name, runs, texts, words, visitor, titles), ExportFile.FormatOf(format), cancellationToken);
    }

    private static async IAsyncEnumerable<RunRecord> RunsAsync(IEngineStore store, string? exchange, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var run in await store.RunsAsync(exchange, MostRuns, cancellationToken))
        {
            yield return run;
        }
    }
}
