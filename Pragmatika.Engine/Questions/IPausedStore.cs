namespace Pragmatika.Engine.Questions;

/// <summary>The pauses as they are stored; what a pause means to a run is not known here.</summary>
internal interface IPausedStore
{
    /// <summary>The next to resume first; <paramref name="exchange"/> null means all.</summary>
    Task<IReadOnlyList<PausedRecord>> ListAsync(string? exchange, CancellationToken cancellationToken);

    Task<PausedRecord?> FindAsync(string exchange, string flow, string key, CancellationToken cancellationToken);

    /// <summary>Puts a pause, or changes one that is there.</summary>
    Task PutAsync(PausedRecord record, CancellationToken cancellationToken);

    Task RemoveAsync(string exchange, string flow, string key, CancellationToken cancellationToken);
}
