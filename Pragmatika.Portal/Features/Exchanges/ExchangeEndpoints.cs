using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Exchanges;

/// <summary><c>GET /exports/exchanges.csv</c> and <c>.xlsx</c>: the list of the first page.</summary>
public static class ExchangeEndpoints
{
    public static void MapExchanges(this WebApplication app) => app.MapGet("/exports/exchanges." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, [FromServices] IExchangeCatalog catalog, [FromServices] IEngineStore store, IStringLocalizer<ExchangesPage> texts, IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        var (visitor, _) = await context.ReaderAsync(cancellationToken);
        var lines = new List<ExchangeLine>();
        foreach (var exchange in await catalog.ListAsync(cancellationToken))
        {
            var last = await store.RunsAsync(exchange.Name, 1, cancellationToken);
            var groups = await store.DeadLetterGroupsAsync(exchange.Name, cancellationToken);
            lines.Add(new ExchangeLine(exchange, last is [var run, ..] ? run : null, groups.Sum(group => group.Count)));
        }

        var sheet = new ExportTable<ExchangeLine>()
            .Text(texts["Exchange"], line => string.IsNullOrEmpty(line.Exchange.Title) ? line.Exchange.Name : line.Exchange.Title, 32)
            .Moment(texts["LastRun"], line => line.LastRun is { } run ? visitor.Local(run.StartedAt) : null)
            .Text(texts["State"], line => line.LastRun is { } run ? words["RunState." + run.State].Value : null, 20)
            .Number(texts["Waiting"], line => line.Waiting)
            .Sheet(FormattableString.Invariant($"exchanges-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}"), lines);
        return ExportFile.Of(sheet, ExportFile.FormatOf(format), cancellationToken);
    }

    private sealed record ExchangeLine(StoredExchange Exchange, Engine.Runs.RunRecord? LastRun, long Waiting);
}
