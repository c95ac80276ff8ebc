using System.Collections;

namespace Pragmatika.Engine.Journal;

/// <summary>Entries as <see cref="IJournalReader.WatchAsync"/> yields them. <paramref name="dropped"/> entries before the first were passed over because the watcher was too far behind; pages still hold them.</summary>
public sealed class JournalBatch(IReadOnlyList<JournalEntry> entries, long dropped) : IReadOnlyList<JournalEntry>
{
    public long Dropped => dropped;

    public int Count => entries.Count;

    public JournalEntry this[int index] => entries[index];

    public IEnumerator<JournalEntry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
