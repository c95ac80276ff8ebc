using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Data.Books;

internal static class JournalMapping
{
    public static JournalEntry ToEntry(JournalRow row, string exchange, string? flow) => new()
    {
        Id = row.Id,
        At = row.At,
        Level = (JournalLevel)row.Level,
        Kind = (JournalKind)row.Kind,
        Exchange = exchange,
        RunId = row.RunId,
        Flow = flow,
        Key = row.Key,
        CrmId = row.CrmId,
        Outcome = (Outcome?)row.Outcome,
        Text = StoredText.Read(row.Text),
        Changes = row.Changes,
    };
}
