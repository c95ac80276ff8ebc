namespace Pragmatika.Engine.Journal;

/// <summary>The journal of single records, across all runs. Reads by index only, however long the journal is.</summary>
internal interface IRecordEntries
{
    /// <summary>Newest first, entries of a record with an id below <paramref name="before"/> (null: from the newest).</summary>
    Task<IReadOnlyList<JournalEntry>> OfRecordAsync(string exchange, string flow, string key, long? before, int count, CancellationToken cancellationToken);

    /// <summary>How often each CRM record of a flow was written, and when last; records that never were are missing from the answer.</summary>
    Task<Dictionary<long, (int Count, DateTimeOffset Last)>> WritesAsync(string exchange, string flow, IReadOnlyCollection<long> crmIds, CancellationToken cancellationToken);
}
