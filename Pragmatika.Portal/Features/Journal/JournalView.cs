using Pragmatika.Engine.Journal;

namespace Pragmatika.Portal.Features.Journal;

/// <summary>
/// The live tail: newest first, bounded. Paused, it goes on collecting without moving what is read; what no longer fits is dropped, oldest first, and counted.
/// Not safe for several threads at once.
/// </summary>
public sealed class JournalView(int capacity)
{
    private readonly LinkedList<JournalEntry> _waiting = [];
    private List<JournalEntry> _rows = [];
    private long _newest;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JournalEntry> Rows => _rows;

    public bool IsPaused { get; private set; }

    /// <summary>Collected since the pause and not shown yet.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Entries that went past unseen since the last resume, because more came than are kept.</summary>
    public long Dropped { get; private set; }

    /// <summary>What was there before the tail began, newest first. Entries the tail already has are left out.</summary>
    public void Begin(IReadOnlyList<JournalEntry> snapshot)
    {
        var known = _rows.Select(entry => entry.Id).ToHashSet();
        _rows = [.. _rows.Concat(snapshot.Where(entry => !known.Contains(entry.Id))).InOrder().Take(capacity)];
        _newest = Math.Max(_newest, _rows.Count > 0 ? _rows.Max(entry => entry.Id) : 0);
    }

    /// <summary>New entries in order; those seen already are left out.</summary>
    public void Append(IReadOnlyList<JournalEntry> batch)
    {
        foreach (var entry in batch.Where(entry => entry.Id > _newest))
        {
            _newest = entry.Id;
            _waiting.AddFirst(entry);
            if (_waiting.Count > capacity)
            {
                _waiting.RemoveLast();
                Dropped += IsPaused ? 1 : 0;
            }
        }

        if (!IsPaused)
        {
            Show();
        }
    }

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        IsPaused = false;
        Dropped = 0;
        Show();
    }

    private void Show()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        _rows = [.. _waiting.Concat(_rows).InOrder().Take(capacity)];
        _waiting.Clear();
    }
}
