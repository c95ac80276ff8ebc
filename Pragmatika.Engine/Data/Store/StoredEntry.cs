using Pragmatika.Engine.Journal;

namespace Pragmatika.Engine.Data.Store;

/// <summary>A journal entry with the numbers it is stored under.</summary>
internal readonly record struct StoredEntry(JournalEntry Entry, int ExchangeId, int? FlowId);
