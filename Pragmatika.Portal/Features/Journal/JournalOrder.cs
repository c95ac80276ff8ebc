using Pragmatika.Engine.Journal;

namespace Pragmatika.Portal.Features.Journal;

/// <summary>How the journal is read: newest first by the clock. Batches are stored one after the other, and what happened meanwhile in the next one may be a moment older than its number says.</summary>
public static class JournalOrder
{
    public static IEnumerable<JournalEntry> InOrder(this IEnumerable<JournalEntry> entries) => entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);
}
