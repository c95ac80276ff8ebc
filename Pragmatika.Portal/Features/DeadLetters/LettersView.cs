using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Features.DeadLetters;

/// <summary>One page of letters and the causes of all that are open. Holds data only.</summary>
public sealed record LettersView(IReadOnlyList<DeadLetterGroup> Groups, IReadOnlyList<DeadLetter> Letters, bool HasMore)
{
    public const int PageSize = 50;

    public long Open => Groups.Sum(group => group.Count);

    public static async Task<LettersView> ReadAsync(IEngineStore store, LettersAddress address, CancellationToken cancellationToken)
    {
        var groups = await store.DeadLetterGroupsAsync(address.Exchange, cancellationToken);
        var letters = await store.DeadLettersAsync(address.Exchange, address.State, address.Code, (address.Page - 1) * PageSize, PageSize + 1, cancellationToken);
        return new LettersView(
            [.. groups.OrderByDescending(group => group.Count).ThenBy(group => group.Code, StringComparer.Ordinal)],
            [.. letters.Take(PageSize)],
            letters.Count > PageSize);
    }
}
