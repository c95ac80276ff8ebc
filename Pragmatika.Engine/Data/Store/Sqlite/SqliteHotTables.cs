using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>
/// SQLite: one writing connection behind a gate, a few reading ones beside it (the write-ahead log lets them run at once). SQLite itself is synchronous: work is
/// moved to the pool so that the caller's pump goes on.
/// </summary>
internal sealed class SqliteHotTables(string connectionString) : IHotTables, IDisposable
{
    private const int StreamRows = 1000;
    private const int WriterCacheKiB = 12_000;
    private const int ReaderCacheKiB = 2_000;

    private readonly ConcurrentBag<SqliteSession> _readers = [];
    /// <summary>How long the end of a write is waited for when the process ends.</summary>
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private SqliteSession? _writer;

    public Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(int exchangeId, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, RowState>>(session => new SqliteRowStateReader(session, exchangeId).Read(keys), cancellationToken);

    public Task<IReadOnlyDictionary<string, Link>> LinksAsync(FlowScope flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, Link>>(session => new SqliteLinkReader(session, flow).ByKey(keys), cancellationToken);

    public Task<IReadOnlyList<Link>> LinksByMatchAsync(FlowScope flow, int rule, IReadOnlyCollection<string> values, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Link>>(session => new SqliteLinkReader(session, flow).ByMatch(rule, values), cancellationToken);

    public async IAsyncEnumerable<Link> AllLinksAsync(FlowScope flow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page: an open read would keep the log from being moved into the file for as long as the caller takes.
        string? after = null;
        do
        {
            var from = after;
            var page = await ReadAsync(session => new SqliteLinkReader(session, flow).Page(from, StreamRows), cancellationToken);
            foreach (var link in page)
            {
                yield return link;
            }

            after = page.Count == StreamRows ? page[^1].Key : null;
        }
        while (after is not null);
    }

    public async Task WriteAsync(Func<IHotWrite, Task> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => WriteCoreAsync(work), cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _writing.Wait(LastWrite); // a write under way must not lose its connection
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer?.Dispose();
        _writing.Dispose();
    }

    private async Task WriteCoreAsync(Func<IHotWrite, Task> work)
    {
        var session = _writer ??= new SqliteSession(connectionString, WriterCacheKiB);
        try
        {
            await using var transaction = session.Connection.BeginTransaction(deferred: false);
            await work(new SqliteHotWrite(session, transaction));
            transaction.Commit();
        }
        catch (SqliteException)
        {
            // After a full disk or an I/O error the connection's state is not to be trusted.
            _writer = null;
            session.Dispose();
            throw;
        }
    }

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            if (!_readers.TryTake(out var session))
            {
                session = new SqliteSession(connectionString, ReaderCacheKiB);
            }

            try
            {
                return read(session);
            }
            finally
            {
                _readers.Add(session);
            }
        },
        cancellationToken);
}
