using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Pragmatika.Engine.Journal;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>A journal in memory. <see cref="Append"/> stores the entries, gives them ids and hands them to watchers as one batch.</summary>
public sealed class FakeJournal : IJournalReader
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly List<(JournalFilter Filter, ChannelWriter<IReadOnlyList<JournalEntry>> Writer)> _watchers = [];

    public int Watchers
    {
        get
        {
            lock (_gate)
            {
                return _watchers.Count;
            }
        }
    }

    public void Append(params JournalEntry[] entries)
    {
        lock (_gate)
        {
            var stored = entries.Select((entry, index) => entry with { Id = _entries.Count + index + 1 }).ToList();
            _entries.AddRange(stored);
            foreach (var (filter, writer) in _watchers)
            {
                writer.TryWrite([.. stored.Where(entry => Fits(entry, filter))]);
            }
        }
    }

    public Task<IReadOnlyList<JournalEntry>> PageAsync(JournalFilter filter, long? before, int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<JournalEntry>>(
                [.. Enumerable.Reverse(_entries).Where(entry => Fits(entry, filter) && (before is null || entry.Id < before)).Take(count)]);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<JournalEntry>> WatchAsync(JournalFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<IReadOnlyList<JournalEntry>>();
        var watcher = (filter, channel.Writer);
        lock (_gate)
        {
            _watchers.Add(watcher);
        }

        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return batch;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(watcher);
            }
        }
    }

    private static bool Fits(JournalEntry entry, JournalFilter filter) =>
        (filter.Exchange is null || entry.Exchange == filter.Exchange)
        && (filter.RunId is null || entry.RunId == filter.RunId)
        && (filter.MinLevel is null || entry.Level >= filter.MinLevel)
        && (filter.Kind is null || entry.Kind == filter.Kind)
        && (filter.Text is null || entry.Text.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) || entry.Key?.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) == true);
}
