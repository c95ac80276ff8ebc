namespace Pragmatika.Engine.Questions;

/// <summary>A record that both ways leave alone until a moment (UTC).</summary>
public sealed record PausedRecord
{
    public required string Exchange { get; init; }

    public required string Flow { get; init; }

    public required string Key { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset Until { get; init; }

    public DateTimeOffset PausedAt { get; init; }

    public string PausedBy { get; init; } = string.Empty;
}

/// <summary>Pauses single records. A run that is under way goes on as it began; the next one knows.</summary>
public interface IPausedRecords
{
    /// <summary>The next to resume first; <paramref name="exchange"/> null means all.</summary>
    Task<IReadOnlyList<PausedRecord>> ListAsync(string? exchange, CancellationToken cancellationToken);

    Task<PausedRecord?> FindAsync(string exchange, string flow, string key, CancellationToken cancellationToken);

    /// <summary>Pauses a record, or changes reason and moment of one that is paused. Noted in its history.</summary>
    Task PauseAsync(PausedRecord record, CancellationToken cancellationToken);

    /// <summary>Ends a pause now; what either side changed meanwhile moves with the next run. False when the record was not paused.</summary>
    Task<bool> ResumeAsync(string exchange, string flow, string key, string byWhom, CancellationToken cancellationToken);
}
