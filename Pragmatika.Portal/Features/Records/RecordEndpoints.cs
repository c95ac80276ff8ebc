using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Features.Journal;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Records;

/// <summary><c>GET /exports/records.csv</c> and <c>.xlsx</c>: the story of the record the address names, or the records its search finds. 404 when it names neither.</summary>
public static class RecordEndpoints
{
    private const int PageEntries = 1000;
    private const int MostFound = 1000;

    public static void MapRecords(this WebApplication app) => app.MapGet("/exports/records." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, string? q, string? exchange, string? flow, string? key, string? id, [FromServices] IRecordHistory history, IStringLocalizer<RecordsPage> texts,
        IStringLocalizer<JournalPage> journal, IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        var (visitor, titles) = await context.ReaderAsync(cancellationToken);
        var address = RecordsAddress.Read(q, exchange, flow, key, id, null);
        var name = FormattableString.Invariant($"record-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}");
        var found = address is { Record: null, Text: { } text } ? await history.FindAsync(text, null, MostFound, cancellationToken) : [];
        ExportSheet? sheet = (address.Record, found) switch
        {
            ({ } record, _) => JournalSheet.Of(name, StoryAsync(history, record, cancellationToken), journal, words, visitor, titles),
            (_, [var only]) => JournalSheet.Of(name, StoryAsync(history, only.Record, cancellationToken), journal, words, visitor, titles),
            _ when address.Text is not null => Found(texts, titles).Sheet(name, found),
            _ => null,
        };
        return sheet is null ? Results.NotFound() : ExportFile.Of(sheet, ExportFile.FormatOf(format), cancellationToken);
    }

    private static ExportTable<RecordFound> Found(IStringLocalizer<RecordsPage> texts, Titles titles) => new ExportTable<RecordFound>()
        .Text(texts["Key"], found => found.Record.Key)
        .Text(texts["Exchange"], found => titles.Exchange(found.Record.Exchange), 24)
        .Text(texts["Flow"], found => titles.Flow(found.Record.Exchange, found.Record.Flow), 16)
        .Number(texts["CrmId"], found => found.Link?.CrmId ?? found.Record.CrmId);

    private static async IAsyncEnumerable<JournalEntry> StoryAsync(IRecordHistory history, RecordKey record, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalEntry> page;
        long? before = null;
        do
        {
            page = (await history.ReadAsync(record, before, PageEntries, cancellationToken)).Entries;
            foreach (var entry in page)
            {
                yield return entry;
                before = entry.Id;
            }
        }
        while (page.Count == PageEntries);
    }
}
