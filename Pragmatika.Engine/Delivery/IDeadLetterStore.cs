namespace Pragmatika.Engine.Delivery;

/// <summary>Dead letters as people read them; batches park and resolve them.</summary>
public interface IDeadLetterStore
{
    /// <summary>Open dead letters first, newest first; filters may be null.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? exchange, DeadLetterState? state, string? code, int skip, int count, CancellationToken cancellationToken);

    Task<DeadLetter?> DeadLetterAsync(long id, CancellationToken cancellationToken);

    /// <summary>Open dead letters per (exchange, code).</summary>
    Task<IReadOnlyList<DeadLetterGroup>> DeadLetterGroupsAsync(string? exchange, CancellationToken cancellationToken);

    Task SetDeadLetterStateAsync(long id, DeadLetterState state, CancellationToken cancellationToken);
}

public sealed record DeadLetterGroup(string Exchange, string Code, DeadLetterCause Cause, long Count);
