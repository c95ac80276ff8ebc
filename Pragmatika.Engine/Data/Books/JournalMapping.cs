using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;

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
        Text = row.Text,
        Changes = row.Changes,
    };
}
