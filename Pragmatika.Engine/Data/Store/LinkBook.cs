using System.Runtime.CompilerServices;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Reads links and states of rows from the hot tables: names to numbers, driver errors to <see cref="StoreException"/>.</summary>
internal sealed class LinkBook(IHotTables tables, ScopeNames scopes)
{
    public Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(string exchange, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () => await scopes.FindAsync(exchange, string.Empty, cancellationToken) is { } id
            ? await tables.RowStatesAsync(id, rowKeys, cancellationToken)
            : new Dictionary<string, RowState>());

    public Task<IReadOnlyDictionary<string, Link>> LinksAsync(
        string exchange, string flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync(async () => await scopes.FindAsync(exchange, flow, cancellationToken) is { } id
            ? await tables.LinksAsync(new FlowScope(id, flow), keys, cancellationToken)
            : new Dictionary<string, Link>());

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Link>>> LinksByMatchAsync(
        string exchange, string flow, int matchRule, IReadOnlyCollection<string> values, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyDictionary<string, IReadOnlyList<Link>>>(async () => await scopes.FindAsync(exchange, flow, cancellationToken) is { } id
            ? ByValue(await tables.LinksByMatchAsync(new FlowScope(id, flow), matchRule, values, cancellationToken), matchRule, values)
            : new Dictionary<string, IReadOnlyList<Link>>());

    public async IAsyncEnumerable<Link> AllLinksAsync(string exchange, string flow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await scopes.FindAsync(exchange, flow, cancellationToken) is not { } id)
        {
            yield break;
        }

        await using var links = tables.AllLinksAsync(new FlowScope(id, flow), cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await StoreErrors.GuardAsync(() => links.MoveNextAsync().AsTask()))
        {
            yield return links.Current;
        }
    }

    /// <summary>The index may still hold values a link no longer has: only links that have the value now count.</summary>
    private static Dictionary<string, IReadOnlyList<Link>> ByValue(IReadOnlyList<Link> links, int matchRule, IReadOnlyCollection<string> values)
    {
        var wanted = values.ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, IReadOnlyList<Link>>(StringComparer.Ordinal);
        foreach (var same in links
            .DistinctBy(link => link.Key, StringComparer.Ordinal)
            .Where(link => matchRule < link.MatchValues.Count && wanted.Contains(link.MatchValues[matchRule]))
            .GroupBy(link => link.MatchValues[matchRule], StringComparer.Ordinal))
        {
            found[same.Key] = [.. same];
        }

        return found;
    }
}
