using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.History;

/// <summary>
/// One record as a flow names it. <paramref name="CrmId"/> may name a CRM record that the key has left since (a merge): its entries are told too.
/// </summary>
public sealed record RecordKey(string Exchange, string Flow, string Key, long? CrmId = null);

/// <summary>A record that a search found: its link as it is now, or null when it never had one or has lost it.</summary>
public sealed record RecordFound(RecordKey Record, Link? Link);

/// <summary>All that the journal still holds of one record, newest first, and what both sides agree on now.</summary>
public sealed record RecordStory
{
    public required RecordKey Record { get; init; }

    /// <summary>Null when the key is not linked now.</summary>
    public Link? Link { get; init; }

    /// <summary>Links of other keys of the same exchange to the same CRM record, of any flow that writes its entity.</summary>
    public IReadOnlyList<Link> Siblings { get; init; } = [];

    /// <summary>Entries of the key, and of every key of its CRM records.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; init; } = [];

    /// <summary>The runs the entries belong to, as far as they are still stored.</summary>
    public IReadOnlyDictionary<Guid, RunRecord> Runs { get; init; } = new Dictionary<Guid, RunRecord>();
}

/// <summary>The history of single records across all runs, from either side's key. Reads by index only, however long the journal is.</summary>
public interface IRecordHistory
{
    /// <summary>
    /// Records whose source key equals <paramref name="text"/>, or whose CRM id it is; the address of a CRM record's page is understood too. Never more than <paramref name="count"/>.
    /// </summary>
    Task<IReadOnlyList<RecordFound>> FindAsync(string text, string? exchange, int count, CancellationToken cancellationToken);

    /// <summary>Entries with an id below <paramref name="before"/> (null: from the newest); no entries and no link for a record nobody knows.</summary>
    Task<RecordStory> ReadAsync(RecordKey record, long? before, int count, CancellationToken cancellationToken);
}
