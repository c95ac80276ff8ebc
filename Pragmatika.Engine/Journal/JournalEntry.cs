using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Journal;

public enum JournalLevel : byte
{
    Debug,
    Info,
    Warning,
    Error,
}

public enum JournalKind : byte
{
    Run,
    Batch,
    Record,
    RestCall,
    Failure,
    Question,
}

/// <summary>What the engine did, for people. Holds no secrets; phones and e-mails inside <see cref="Changes"/> and <see cref="Text"/> are masked when shown, not here.</summary>
public sealed record JournalEntry
{
    /// <summary>Grows with time; 0 before it is stored.</summary>
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required JournalLevel Level { get; init; }

    public required JournalKind Kind { get; init; }

    public required string Exchange { get; init; }

    public Guid RunId { get; init; }

    public string? Flow { get; init; }

    /// <summary>Source key of the record.</summary>
    public string? Key { get; init; }

    public long? CrmId { get; init; }

    public Outcome? Outcome { get; init; }

    public required string Text { get; init; }

    /// <summary>Before and after per field: <c>{"title":["old","new"]}</c>; null when nothing changed.</summary>
    public string? Changes { get; init; }
}

/// <summary>Which entries to read; null means any. <see cref="Text"/> searches text, key and CRM id.</summary>
public sealed record JournalFilter
{
    public string? Exchange { get; init; }

    public Guid? RunId { get; init; }

    public JournalLevel? MinLevel { get; init; }

    public JournalKind? Kind { get; init; }

    public string? Text { get; init; }
}

/// <summary>Reads the journal: by page backwards in time, and live.</summary>
public interface IJournalReader
{
    /// <summary>Newest first, entries with an id below <paramref name="before"/> (null: from the newest).</summary>
    Task<IReadOnlyList<JournalEntry>> PageAsync(JournalFilter filter, long? before, int count, CancellationToken cancellationToken);

    /// <summary>New entries in order, in batches at least 100 ms apart, until cancelled. Entries of other processes on the same database arrive too.</summary>
    IAsyncEnumerable<IReadOnlyList<JournalEntry>> WatchAsync(JournalFilter filter, CancellationToken cancellationToken);
}

/// <summary>Appends entries that belong to no batch (run started, failed…). Batch entries travel in the commit of their batch.</summary>
public interface IJournalWriter
{
    Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);

    /// <summary>Drops entries older than <paramref name="age"/>, then the oldest until at most <paramref name="maxEntries"/> remain. Returns how many went.</summary>
    Task<long> RetainAsync(TimeSpan age, long maxEntries, CancellationToken cancellationToken);
}
