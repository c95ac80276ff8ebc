namespace Pragmatika.Engine.Runs.Planned;

/// <summary>Keeps nothing: for a look ahead that nobody asked to see.</summary>
internal sealed class NothingPlanned : IPlannedChanges
{
    public Task AppendAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<PlannedCount>> CountsAsync(Guid runId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PlannedCount>>([]);

    public Task<IReadOnlyList<PlannedChange>> PageAsync(Guid runId, PlannedFilter filter, long after, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PlannedChange>>([]);

    public Task<long> RetainAsync(TimeSpan age, long maxChanges, CancellationToken cancellationToken) => Task.FromResult(0L);
}
