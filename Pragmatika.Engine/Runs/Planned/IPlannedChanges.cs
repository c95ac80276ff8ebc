namespace Pragmatika.Engine.Runs.Planned;

/// <summary>The results of dry runs, kept with their runs.</summary>
public interface IPlannedChanges
{
    /// <summary>Appends in bulk; numbers are given by the caller and grow.</summary>
    Task AppendAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken);

    /// <summary>How many changes of which kind, by flow.</summary>
    Task<IReadOnlyList<PlannedCount>> CountsAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Changes with a number above <paramref name="after"/>, in order.</summary>
    Task<IReadOnlyList<PlannedChange>> PageAsync(Guid runId, PlannedFilter filter, long after, int count, CancellationToken cancellationToken);

    /// <summary>Drops results of runs older than <paramref name="age"/>, then the oldest results until at most <paramref name="maxChanges"/> remain. Returns how many changes went.</summary>
    Task<long> RetainAsync(TimeSpan age, long maxChanges, CancellationToken cancellationToken);
}

public static class PlannedReading
{
    private const int PageChanges = 2000;

    /// <summary>Everything that fits, in order, a page at a time.</summary>
    public static async IAsyncEnumerable<PlannedChange> AllAsync(
        this IPlannedChanges planned, Guid runId, PlannedFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<PlannedChange> page;
        long after = 0;
        do
        {
            page = await planned.PageAsync(runId, filter, after, PageChanges, cancellationToken);
            foreach (var change in page)
            {
                yield return change;
                after = change.Number;
            }
        }
        while (page.Count == PageChanges);
    }
}
