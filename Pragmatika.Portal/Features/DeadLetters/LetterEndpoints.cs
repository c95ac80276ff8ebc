using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.DeadLetters;

/// <summary><c>GET /exports/dead-letters.csv</c> and <c>.xlsx</c>: what the page's filter finds, all of it.</summary>
public static class LetterEndpoints
{
    public static void MapLetters(this WebApplication app) => app.MapGet("/exports/dead-letters." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, string? exchange, string? code, string? state, [FromServices] IEngineStore store, IStringLocalizer<DeadLettersPage> texts, IStringLocalizer<Words> words,
        CancellationToken cancellationToken)
    {
        var (visitor, titles) = await context.ReaderAsync(cancellationToken);
        var letters = store.AllAsync(LettersAddress.Read(exchange, code, state, null), cancellationToken);
        var name = FormattableString.Invariant($"dead-letters-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}");
        return ExportFile.Of(LetterSheet.Of(name, letters, texts, words, visitor, titles), ExportFile.FormatOf(format), cancellationToken);
    }
}
