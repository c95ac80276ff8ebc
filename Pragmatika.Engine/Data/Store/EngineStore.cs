using Pragmatika.Engine.Data.Books;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Store;

/// <summary>The one <see cref="IEngineStore"/>: parts to their places, driver errors to <see cref="StoreException"/>, and a word to whoever listens.</summary>
internal sealed class EngineStore(
    LinkBook links, BatchWriter batches, LeaseBook leases, RunBook runs, DeadLetterBook letters, JournalFeed feed, ISignals signals) : IEngineStore
{
    public Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(string exchange, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken) =>
        links.RowStatesAsync(exchange, rowKeys, cancellationToken);

    public Task<IReadOnlyDictionary<string, Link>> LinksAsync(
        string exchange, string flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        links.LinksAsync(exchange, flow, keys, cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Link>>> LinksByMatchAsync(
        string exchange, string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken) =>
        links.LinksByMatchAsync(exchange, flow, matchRule, values, cancellationToken);

    public IAsyncEnumerable<Link> AllLinksAsync(string exchange, string flow, CancellationToken cancellationToken) =>
        links.AllLinksAsync(exchange, flow, cancellationToken);

    public Task<long> HighestCrmIdAsync(string exchange, string flow, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => runs.HighestCrmIdAsync(exchange, flow, cancellationToken));

    public Task CommitAsync(BatchCommit commit, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () =>
        {
            var written = await batches.WriteAsync(commit, cancellationToken);
            feed.Publish(written.Journal);
            foreach (var happening in written.News.Prepend(Happening.RunMoved))
            {
                signals.Tell(new Signal(happening, commit.Exchange, commit.Run.Id));
            }
        });

    public Task<string?> CheckpointAsync(string exchange, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => runs.CheckpointAsync(exchange, cancellationToken));

    public Task<LeaseGrant?> TakeLeaseAsync(RunRecord run, TimeSpan duration, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () =>
        {
            var grant = await leases.TakeAsync(run, duration, cancellationToken);
            if (grant is not null)
            {
                signals.Tell(new Signal(Happening.RunStarted, run.Exchange, run.Id));
            }

            return grant;
        });

    public Task<bool> RenewLeaseAsync(string exchange, long fence, TimeSpan duration, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => leases.RenewAsync(exchange, fence, duration, cancellationToken));

    public Task EndRunAsync(RunRecord run, long fence, bool clean, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () =>
        {
            await leases.EndAsync(run, fence, clean, cancellationToken);
            signals.Tell(new Signal(Happening.RunEnded, run.Exchange, run.Id));
        });

    public Task<IReadOnlyList<RunRecord>> RunsAsync(string? exchange, int count, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => runs.NewestAsync(exchange, count, cancellationToken));

    public Task<RunRecord?> RunAsync(Guid runId, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => runs.FindAsync(runId, cancellationToken));

    public Task<string?> RefuseRunAsync(Guid runId, string text, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => runs.RefuseAsync(runId, text, cancellationToken));

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        string? exchange, DeadLetterState? state, string? code, int skip, int count, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => letters.PageAsync(exchange, state, code, skip, count, cancellationToken));

    public Task<DeadLetter?> DeadLetterAsync(long id, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => letters.FindAsync(id, cancellationToken));

    public Task<IReadOnlyList<DeadLetterGroup>> DeadLetterGroupsAsync(string? exchange, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(() => letters.GroupsAsync(exchange, cancellationToken));

    public Task SetDeadLetterStateAsync(long id, DeadLetterState state, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () =>
        {
            await letters.SetStateAsync(id, state, cancellationToken);
            signals.Tell(new Signal(Happening.DeadLettersChanged, string.Empty));
        });
}
