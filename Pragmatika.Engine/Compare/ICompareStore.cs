using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Engine.Compare;

/// <summary>Reports of comparisons, what they found, and the checksums of what they found equal.</summary>
internal interface ICompareStore : IRepairFindings
{
    Task PutAsync(CompareReport report, CancellationToken cancellationToken);

    Task AddAsync(Guid report, IReadOnlyList<RecordDifference> differences, CancellationToken cancellationToken);

    Task<IReadOnlyList<CompareReport>> ListAsync(string? exchange, int count, CancellationToken cancellationToken);

    Task<CompareReport?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Findings that fit with a number above <paramref name="after"/>, in order.</summary>
    Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, FindingFilter filter, long after, int count, CancellationToken cancellationToken);

    /// <summary>How many records differ, by kind, flow and field, largest first.</summary>
    Task<IReadOnlyList<FindingGroup>> GroupsAsync(Guid id, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<(string Flow, long Range), byte[]>> RangesAsync(string exchange, CancellationToken cancellationToken);

    /// <summary>Replaces the sums of an exchange.</summary>
    Task SaveRangesAsync(string exchange, IReadOnlyList<CompareRangeRow> ranges, CancellationToken cancellationToken);

    /// <summary>Reports that were under way when their process ended become Crashed; the oldest beyond those kept go.</summary>
    Task TidyAsync(string exchange, DateTimeOffset startedBefore, CancellationToken cancellationToken);
}
