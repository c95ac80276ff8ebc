using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Journal;

/// <summary><c>GET /exports/journal.csv</c> and <c>.xlsx</c>: what the page's filter finds, all of it.</summary>
public static class JournalEndpoints
{
    public static void MapJournal(this WebApplication app) => app.MapGet("/exports/journal." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, string? exchange, string? run, string? level, string? kind, string? q, [FromServices] IJournalReader journal, IStringLocalizer<JournalPage> texts,
        IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        var (visitor, titles) = await context.ReaderAsync(cancellationToken);
        var filter = JournalAddress.Read(exchange, run, level, kind, q, "history", null).Filter;
        var name = FormattableString.Invariant($"journal-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}");
        return ExportFile.Of(JournalSheet.Of(name, journal.AllAsync(filter, cancellationToken), texts, words, visitor, titles), ExportFile.FormatOf(format), cancellationToken);
    }
}
