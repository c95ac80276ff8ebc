using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Runs.Letters;

/// <summary>What people do with dead letters. Reading goes through <see cref="IDeadLetterStore"/>.</summary>
public interface IDeadLetterService
{
    /// <summary>
    /// Sends one record again, with <paramref name="edited"/> values (field → text; null keeps the payload) in place of the mapped ones. A doubtful match is settled by <paramref name="crmId"/>:
    /// an id links to that record, 0 creates a new one. The letter is Replayed when it landed and stays Open, with the new cause, when it did not.
    /// </summary>
    Task<ReplayResult> ReplayAsync(long id, IReadOnlyDictionary<string, string?>? edited, long? crmId, string byWhom, CancellationToken cancellationToken);

    /// <summary>Replays every open letter of one code from its row, as a run over those keys. Returns that run.</summary>
    Task<RunRecord> ReplayAllAsync(string exchange, string? code, string byWhom, CancellationToken cancellationToken);

    Task DiscardAsync(long id, string byWhom, CancellationToken cancellationToken);
}

public sealed record ReplayResult(bool Landed, long? CrmId, string Message);
