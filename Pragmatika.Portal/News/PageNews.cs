using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Portal.News;

/// <inheritdoc cref="IPageNews"/>
public sealed class PageNews(TimeProvider time) : IPageNews
{
    /// <summary>The least time between two answers to one page: a first load commits many batches a second.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Watcher, bool> _watchers = new();

    /// <summary>Whether any page is open that would hear.</summary>
    public bool HasWatchers => !_watchers.IsEmpty;

    public void Publish(Signal signal)
    {
        foreach (var (watcher, _) in _watchers)
        {
            watcher.Hear(signal);
        }
    }

    public async IAsyncEnumerable<IReadOnlyCollection<Signal>> WatchAsync(Func<Signal, bool> concerns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watcher = new Watcher(concerns);
        _watchers[watcher] = true;
        try
        {
            yield return [];
            while (true)
            {
                await watcher.HeardAsync(cancellationToken);
                yield return watcher.Take();
                await Task.Delay(Pace, time, cancellationToken);
            }
        }
        finally
        {
            _watchers.TryRemove(watcher, out _);
            watcher.Dispose();
        }
    }

    /// <summary>What one page has not been told yet. A set: it holds no more signals than there are different ones.</summary>
    private sealed class Watcher(Func<Signal, bool> concerns) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly SemaphoreSlim _something = new(0, 1);
        private HashSet<Signal> _heard = [];
        private bool _isGone;

        public void Hear(Signal signal)
        {
            if (!concerns(signal))
            {
                return;
            }

            lock (_lock)
            {
                if (_heard.Add(signal) && _heard.Count == 1 && !_isGone)
                {
                    _something.Release();
                }
            }
        }

        public Task HeardAsync(CancellationToken cancellationToken) => _something.WaitAsync(cancellationToken);

        public IReadOnlyCollection<Signal> Take()
        {
            lock (_lock)
            {
                (var heard, _heard) = (_heard, []);
                return heard;
            }
        }

        public void Dispose()
        {
            lock (_lock)
            {
                _isGone = true;
                _something.Dispose();
            }
        }
    }
}
