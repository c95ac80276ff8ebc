namespace Pragmatika.Engine.Runs.Repair;

/// <summary>What a comparison found, for the runs that repair it.</summary>
internal interface IRepairFindings
{
    /// <summary>The exchange whose sides a report compares; null when there is no such report.</summary>
    Task<string?> ExchangeOfAsync(Guid report, CancellationToken cancellationToken);

    /// <summary>Findings with a number above <paramref name="after"/>, in order.</summary>
    Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, long after, int count, CancellationToken cancellationToken);
}
