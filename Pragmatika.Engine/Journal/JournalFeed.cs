namespace Pragmatika.Engine.Journal;

/// <summary>
/// The newest entries committed by this process, for everyone who watches. Kept only while somebody does, and never more than <see cref="Capacity"/>: a slow
/// watcher costs the writer nothing and reads the database for what it finds no longer here.
/// </summary>
internal sealed class JournalFeed
{
    public const int Capacity = 5000;

    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _entries = new();
    private TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _watchers;
    private long _last;

    /// <summary>Completes when something has been published after this was asked for.</summary>
    public Task Published
    {
        get
        {
            lock (_lock)
            {
                return _published.Task;
            }
        }
    }

    public IDisposable Watch()
    {
        lock (_lock)
        {
            _watchers++;
        }

        return new Watching(this);
    }

    /// <summary>Takes entries in the order of their ids, right after their commit. Commits of one process may publish out of turn; those are left to the database.</summary>
    public void Publish(IReadOnlyList<JournalEntry> entries)
    {
        lock (_lock)
        {
            if (_watchers == 0 || entries.Count == 0)
            {
                return;
            }

            Keep(entries);
            _published.SetResult();
            _published = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Entries right after an id, without a gap; null when they are not all here.</summary>
    public IReadOnlyList<JournalEntry>? After(long id, int count)
    {
        lock (_lock)
        {
            return _entries.Count > 0 && id < _last && _entries.Peek().Id <= id + 1
                ? _entries.Skip((int)(id + 1 - _entries.Peek().Id)).Take(count).ToList()
                : null;
        }
    }

    private void Keep(IReadOnlyList<JournalEntry> entries)
    {
        if (entries[0].Id <= _last && _entries.Count > 0)
        {
            return;
        }

        if (entries[0].Id != _last + 1)
        {
            _entries.Clear();
        }

        for (var index = Math.Max(0, entries.Count - Capacity); index < entries.Count; index++)
        {
            _entries.Enqueue(entries[index]);
        }

        while (_entries.Count > Capacity)
        {
            _entries.Dequeue();
        }

        _last = entries[^1].Id;
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_watchers == 0)
            {
                _entries.Clear();
            }
        }
    }

    private sealed class Watching(JournalFeed feed) : IDisposable
    {
        private JournalFeed? _feed = feed;

        public void Dispose() => Interlocked.Exchange(ref _feed, null)?.Leave();
    }
}
