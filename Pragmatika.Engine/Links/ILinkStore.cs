namespace Pragmatika.Engine.Links;

/// <summary>Links and row states as runs read them; batches write them. Reads see everything committed before them.</summary>
public interface ILinkStore
{
    /// <summary>States of the given rows; absent rows are missing from the answer.</summary>
    Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(string exchange, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken);

    /// <summary>Links of one flow by source key; absent keys are missing from the answer.</summary>
    Task<IReadOnlyDictionary<string, Link>> LinksAsync(string exchange, string flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Links whose match value number <paramref name="matchRule"/> is one of <paramref name="values"/>: value → links.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<Link>>> LinksByMatchAsync(
        string exchange, string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken);

    /// <summary>All links of one flow in key order, streamed (verify).</summary>
    IAsyncEnumerable<Link> AllLinksAsync(string exchange, string flow, CancellationToken cancellationToken);

    /// <summary>The highest CRM id linked by a flow, or 0: records with our origin above it were made by a batch that was never committed.</summary>
    Task<long> HighestCrmIdAsync(string exchange, string flow, CancellationToken cancellationToken);
}
