using System.Collections.Immutable;
using System.Threading.Channels;

namespace Pragmatika.Engine.Journal;

/// <summary>Hands entries committed by this process to everyone who watches. A slow watcher loses entries, never the writer time.</summary>
internal sealed class JournalFeed
{
    private ImmutableArray<JournalWatcher> _watchers = [];

    public void Publish(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        foreach (var watcher in _watchers)
        {
            watcher.Offer(entries);
        }
    }

    public JournalWatcher Subscribe()
    {
        var watcher = new JournalWatcher(this);
        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(watcher));
        return watcher;
    }

    internal void Unsubscribe(JournalWatcher watcher) => ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(watcher));
}

/// <summary>One subscription: a bounded queue of batches.</summary>
internal sealed class JournalWatcher(JournalFeed feed) : IDisposable
{
    private const int Batches = 64;

    private readonly Channel<IReadOnlyList<JournalEntry>> _queue = Channel.CreateBounded<IReadOnlyList<JournalEntry>>(
        new BoundedChannelOptions(Batches) { SingleReader = true });

    private int _missed;

    public ChannelReader<IReadOnlyList<JournalEntry>> Queue => _queue.Reader;

    /// <summary>True once after entries did not fit: the watcher must read the database for them.</summary>
    public bool TakeMissed() => Interlocked.Exchange(ref _missed, 0) == 1;

    public void Offer(IReadOnlyList<JournalEntry> entries)
    {
        if (!_queue.Writer.TryWrite(entries))
        {
            Interlocked.Exchange(ref _missed, 1);
        }
    }

    public void Dispose() => feed.Unsubscribe(this);
}
