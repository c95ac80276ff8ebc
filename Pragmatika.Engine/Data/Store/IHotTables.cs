using System.Data.Common;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Data.Store;

/// <summary>A flow by name and number.</summary>
internal readonly record struct FlowScope(int Id, string Flow);

/// <summary>The bulk paths of one engine.</summary>
internal interface IHotTables
{
    Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(int exchangeId, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<string, Link>> LinksAsync(FlowScope flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Links whose stored match value is one of the given ones; may hold links that have another value by now.</summary>
    Task<IReadOnlyList<Link>> LinksByMatchAsync(FlowScope flow, int rule, IReadOnlyCollection<string> values, CancellationToken cancellationToken);

    IAsyncEnumerable<Link> AllLinksAsync(FlowScope flow, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="work"/> in one transaction and commits it; any exception rolls back and comes out.</summary>
    Task WriteAsync(Func<IHotWrite, Task> work, CancellationToken cancellationToken);
}

/// <summary>One write transaction. The plain statements of <see cref="Connection"/> run in <see cref="Transaction"/>.</summary>
internal interface IHotWrite
{
    DbConnection Connection { get; }

    DbTransaction Transaction { get; }

    /// <summary>How this engine stores a GUID.</summary>
    object Id(Guid guid);

    /// <summary>Upserts by (flow, key); of several links with one key the last stays.</summary>
    Task LinksAsync(IReadOnlyList<Link> links, Func<string, int> flowId, CancellationToken cancellationToken);

    Task RowStatesAsync(int exchangeId, IReadOnlyList<RowState> rows, CancellationToken cancellationToken);

    /// <summary>Appends entries as they are; ids are given by the caller.</summary>
    Task JournalAsync(IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken);

    /// <summary>Appends planned changes of a dry run as they are.</summary>
    Task PlannedAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken);

    /// <summary>Upserts what is not covered by what is there (<see cref="Hearing.HeardChange.CoveredFrom"/>) and returns how many rows that were. The inbox counter is held.</summary>
    Task<int> InboxAsync(InboxWrite heard, CancellationToken cancellationToken);

    /// <summary>Notes bindings; makes rows that wait for nobody where there are none.</summary>
    Task BindingsAsync(string portal, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken);
}
