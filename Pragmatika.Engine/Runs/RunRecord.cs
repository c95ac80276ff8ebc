namespace Pragmatika.Engine.Runs;

public enum RunState
{
    Running,
    Succeeded,

    /// <summary>Finished, with records that need a person.</summary>
    NeedsPerson,
    Failed,
    Cancelled,

    /// <summary>Its process died: the lease ran out while it was Running.</summary>
    Crashed,

    /// <summary>Stopped before a mass change was sent; a person may start it once without the fuse.</summary>
    FuseBlown,
}

public enum RunMode
{
    /// <summary>From the checkpoint on.</summary>
    Incremental,

    /// <summary>Every row.</summary>
    Full,

    /// <summary>Only named keys, for repair.</summary>
    Keys,

    /// <summary>Only what was heard from the portal, towards SQL.</summary>
    Heard,

    /// <summary>What a kept dry run planned, and nothing else.</summary>
    Exactly = 10,

    /// <summary>Puts back what another run did.</summary>
    Undo = 11,

    /// <summary>Only records that a comparison found different.</summary>
    Repair = 12,
}

/// <summary>One execution as it is stored and shown.</summary>
public sealed record RunRecord
{
    public required Guid Id { get; init; }

    public required string Exchange { get; init; }

    public required RunMode Mode { get; init; }

    public bool IsDryRun { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rows read so far.</summary>
    public long Rows { get; init; }

    /// <summary>Rows expected, when they could be counted.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>Counters per flow, in the order of the definition.</summary>
    public IReadOnlyDictionary<string, RunCounters> Flows { get; init; } = new Dictionary<string, RunCounters>();

    public RunCounters Total => Flows.Values.Aggregate(default(RunCounters), (sum, flow) => sum + flow);

    public long RestCalls { get; init; }

    public long Commands { get; init; }

    /// <summary>For people: why it failed and what to do; null when it went well.</summary>
    public string? Message { get; init; }

    /// <summary>Who or what started it: a user name, "schedule", "cli".</summary>
    public string StartedBy { get; init; } = string.Empty;

    /// <summary>What the run repeats, undoes or repairs; null for runs of their own.</summary>
    public RunScope? Of { get; init; }
}

/// <summary>
/// What a run is about: the dry run it repeats, the run it undoes, or the report whose records it repairs. With a flow and a key, only that record of it.
/// </summary>
public sealed record RunScope(Guid Run, string? Flow = null, string? Key = null);
