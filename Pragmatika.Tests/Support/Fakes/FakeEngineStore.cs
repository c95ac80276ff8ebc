using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Runs and dead letters in memory, for pages; what it says, and in which order, is compared with the store. The hot side of a store is not here: it has its own suite on real engines.</summary>
public sealed class FakeEngineStore : IEngineStore, IRunSearch
{
    /// <summary>Names as the database compares them.</summary>
    private static readonly Comparer<IComparable> ByBytes = Comparer<IComparable>.Create((one, other) => one is string text ? string.CompareOrdinal(text, (string)other) : one.CompareTo(other));

    private readonly Lock _gate = new();
    private readonly List<RunRecord> _runs = [];
    private readonly List<DeadLetter> _letters = [];

    /// <summary>Where it says what has changed, as the engine's books do.</summary>
    public Action<Signal> Tell { get; set; } = _ => { };

    public void Put(RunRecord run)
    {
        bool isKnown;
        lock (_gate)
        {
            isKnown = _runs.RemoveAll(known => known.Id == run.Id) > 0;
            _runs.Add(run);
        }

        Tell(new Signal(run.State != RunState.Running ? Happening.RunEnded : isKnown ? Happening.RunMoved : Happening.RunStarted, run.Exchange, run.Id));
    }

    public void Put(DeadLetter letter)
    {
        lock (_gate)
        {
            _letters.RemoveAll(known => known.Id == letter.Id);
            _letters.Add(letter);
        }

        Tell(new Signal(Happening.DeadLettersChanged, letter.Exchange));
    }

    public Task<IReadOnlyList<RunRecord>> RunsAsync(string? exchange, int count, CancellationToken cancellationToken) => Read<IReadOnlyList<RunRecord>>(() =>
        [.. _runs.Where(run => exchange is null || run.Exchange == exchange).OrderByDescending(run => run.StartedAt).Take(count)]);

    public Task<FoundRuns> FindAsync(RunFilter filter, RunOrder order, bool descending, int skip, int count, CancellationToken cancellationToken) => Read(() =>
    {
        var found = _runs.Where(run => (filter.Exchange is null || run.Exchange == filter.Exchange) && (filter.State is null || run.State == filter.State)
            && (filter.Mode is null || run.Mode == filter.Mode) && (filter.IsDryRun is null || run.IsDryRun == filter.IsDryRun)
            && !(run.StartedAt < filter.From) && !(run.StartedAt >= filter.Before)).ToList();
        var sorted = descending ? found.OrderByDescending(KeyOf(order), ByBytes) : found.OrderBy(KeyOf(order), ByBytes);
        return new FoundRuns([.. sorted.ThenByDescending(run => run.StartedAt).Skip(skip).Take(count)], found.Count);
    });

    private static Func<RunRecord, IComparable> KeyOf(RunOrder order) => order switch
    {
        RunOrder.Exchange => run => run.Exchange,
        RunOrder.State => run => run.State,
        RunOrder.Mode => run => run.Mode,
        RunOrder.Rows => run => run.Rows,
        RunOrder.Requests => run => run.RestCalls,
        RunOrder.By => run => run.StartedBy,
        _ => run => run.StartedAt,
    };

    public Task<string?> RefuseRunAsync(Guid runId, string text, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunRecord?> RunAsync(Guid runId, CancellationToken cancellationToken) => Read(() => _runs.Find(run => run.Id == runId));

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        string? exchange, DeadLetterState? state, string? code, int skip, int count, CancellationToken cancellationToken) => Read<IReadOnlyList<DeadLetter>>(() =>
        [.. _letters
            .Where(letter => (exchange is null || letter.Exchange == exchange) && (state is null || letter.State == state) && (code is null || letter.Code == code))
            .OrderBy(letter => letter.State == DeadLetterState.Open ? 0 : 1).ThenByDescending(letter => letter.LastAt).ThenByDescending(letter => letter.Id).Skip(skip).Take(count)]);

    public Task<DeadLetter?> DeadLetterAsync(long id, CancellationToken cancellationToken) => Read(() => _letters.Find(letter => letter.Id == id));

    public Task<IReadOnlyList<DeadLetterGroup>> DeadLetterGroupsAsync(string? exchange, CancellationToken cancellationToken) => Read<IReadOnlyList<DeadLetterGroup>>(() =>
        [.. _letters
            .Where(letter => letter.State == DeadLetterState.Open && (exchange is null || letter.Exchange == exchange))
            .GroupBy(letter => (letter.Exchange, letter.Code, letter.Cause))
            .Select(group => new DeadLetterGroup(group.Key.Exchange, group.Key.Code, group.Key.Cause, group.Count()))
            .OrderByDescending(group => group.Count)]);

    public Task SetDeadLetterStateAsync(long id, DeadLetterState state, CancellationToken cancellationToken) => Read(() =>
    {
        var index = _letters.FindIndex(letter => letter.Id == id);
        _letters[index] = _letters[index] with { State = state };
        Tell(new Signal(Happening.DeadLettersChanged, _letters[index].Exchange));
        return true;
    });

    public Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(string exchange, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken) => throw NotForPages();

    public Task<IReadOnlyDictionary<string, Link>> LinksAsync(string exchange, string flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => throw NotForPages();

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Link>>> LinksByMatchAsync(
        string exchange, string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken) => throw NotForPages();

    public IAsyncEnumerable<Link> AllLinksAsync(string exchange, string flow, CancellationToken cancellationToken) => throw NotForPages();

    public Task<long> HighestCrmIdAsync(string exchange, string flow, CancellationToken cancellationToken) => throw NotForPages();

    public Task CommitAsync(BatchCommit commit, CancellationToken cancellationToken) => throw NotForPages();

    public Task<string?> CheckpointAsync(string exchange, CancellationToken cancellationToken) => throw NotForPages();

    public Task<LeaseGrant?> TakeLeaseAsync(RunRecord run, TimeSpan duration, CancellationToken cancellationToken) => throw NotForPages();

    public Task<bool> RenewLeaseAsync(string exchange, long fence, TimeSpan duration, CancellationToken cancellationToken) => throw NotForPages();

    public Task EndRunAsync(RunRecord run, long fence, bool clean, CancellationToken cancellationToken) => throw NotForPages();

    private Task<T> Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return Task.FromResult(read());
        }
    }

    private static NotSupportedException NotForPages() => new("The portal's pages do not read this.");
}
