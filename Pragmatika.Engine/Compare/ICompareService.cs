using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;

namespace Pragmatika.Engine.Compare;

/// <summary>
/// Compares both sides of an exchange and keeps the report. Reads only; a run under way meanwhile shows as differences. Checksums of key ranges come first, records only where they tell something.
/// </summary>
public interface ICompareService
{
    /// <summary>Starts a comparison and returns its report at once. Throws <see cref="RunRefusedException"/> when there is no such exchange, or a comparison of it is under way in this process.</summary>
    Task<CompareReport> StartAsync(string exchange, string byWhom, CancellationToken cancellationToken);

    /// <summary>Waits for the end of a comparison of this process; the stored report of any other.</summary>
    Task<CompareReport?> CompletionAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<CompareReport>> ListAsync(string? exchange, int count, CancellationToken cancellationToken);

    Task<CompareReport?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Findings with a number above <paramref name="after"/>, in order; at most the first 100 000 of a report are kept.</summary>
    Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, FindingFilter filter, long after, int count, CancellationToken cancellationToken);

    /// <summary>What differs most, by flow and field, largest first.</summary>
    Task<IReadOnlyList<FindingGroup>> GroupsAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Starts a run over the records of a report. What has become equal since costs no write. Throws like any start of a run.</summary>
    Task<RunRecord> RepairAsync(Guid id, RepairOrder order, string byWhom, CancellationToken cancellationToken);
}
