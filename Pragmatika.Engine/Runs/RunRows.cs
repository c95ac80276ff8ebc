namespace Pragmatika.Engine.Runs;

public sealed class RunRow
{
    public Guid Id { get; set; }

    public required string Exchange { get; set; }

    public RunMode Mode { get; set; }

    public bool IsDryRun { get; set; }

    public RunState State { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public long Rows { get; set; }

    public long? RowsExpected { get; set; }

    /// <summary>Counters per flow, as JSON.</summary>
    public required string Flows { get; set; }

    public long RestCalls { get; set; }

    public long Commands { get; set; }

    public string? Message { get; set; }

    public required string StartedBy { get; set; }

    /// <summary>What the run repeats, undoes or repairs.</summary>
    public Guid? OfRun { get; set; }

    public string? OfFlow { get; set; }

    public string? OfKey { get; set; }
}

/// <summary>One row an exchange, made once and kept: its fence only grows.</summary>
public sealed class LeaseRow
{
    public required string Exchange { get; set; }

    public long Fence { get; set; }

    /// <summary>The run that holds the lease; null when it is free.</summary>
    public Guid? RunId { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>False while a run that writes is under way, and after one that may have left writes the store does not know.</summary>
    public bool IsClean { get; set; }

    /// <summary><see cref="IsClean"/> as it was when the holder took the lease.</summary>
    public bool WasClean { get; set; }

    /// <summary>Machine and process of the holder, so that a restart on the same machine need not wait for the lease to run out.</summary>
    public string Holder { get; set; } = string.Empty;
}

public sealed class CheckpointRow
{
    public required string Exchange { get; set; }

    public required string Cursor { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}
