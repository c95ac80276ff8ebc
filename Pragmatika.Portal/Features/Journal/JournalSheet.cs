using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Features.Journal;

/// <summary>The journal as a file, newest first. Phones and e-mails are masked.</summary>
public static class JournalSheet
{
    private const int PageEntries = 1000;

    public static ExportSheet Of(string name, IAsyncEnumerable<JournalEntry> entries, IStringLocalizer<JournalPage> texts, IStringLocalizer<Words> words, UserSession visitor, Titles titles) => new ExportTable<JournalEntry>()
        .Moment(texts["Time"], entry => visitor.Local(entry.At))
        .Text(texts["Level"], entry => words["Level." + entry.Level], 12)
        .Text(texts["Kind"], entry => words["Kind." + entry.Kind], 14)
        .Text(texts["Exchange"], entry => titles.Exchange(entry.Exchange), 24)
        .Text(texts["Flow"], entry => titles.Flow(entry.Exchange, entry.Flow), 16)
        .Text(texts["Key"], entry => entry.Key)
        .Number(texts["CrmId"], entry => entry.CrmId)
        .Text(texts["Outcome"], entry => entry.Outcome is { } outcome ? words["Outcome." + outcome].Value : null, 14)
        .Text(texts["What"], entry => titles.Say(entry.Exchange, entry.Flow, entry.Text), 70)
        .Text(texts["Changes"], entry => Changes(titles, entry), 70)
        .Sheet(name, entries);

    /// <summary>Everything that fits, a page at a time.</summary>
    public static async IAsyncEnumerable<JournalEntry> AllAsync(this IJournalReader journal, JournalFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalEntry> page;
        long? before = null;
        do
        {
            page = await journal.PageAsync(filter, before, PageEntries, cancellationToken);
            foreach (var entry in page)
            {
                yield return entry;
                before = entry.Id;
            }
        }
        while (page.Count == PageEntries);
    }

    private static string Changes(Titles titles, JournalEntry entry) =>
        string.Join("; ", titles.Changes(entry.Exchange, entry.Flow, entry.Changes).Select(change => $"{change.Title}: {change.Before ?? "—"} → {change.After ?? "—"}"));
}
