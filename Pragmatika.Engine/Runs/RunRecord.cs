using Pragmatika.Engine.Runs.Questions;

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

public sealed record RunRequest
{
    public required string Exchange { get; init; }

    public RunMode Mode { get; init; } = RunMode.Incremental;

    /// <summary>Row keys, for <see cref="RunMode.Keys"/>.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Plans everything, sends no write, commits nothing.</summary>
    public bool DryRun { get; init; }

    public string StartedBy { get; init; } = "cli";

    /// <summary>A person has looked at what the fuse stopped and said yes, for this run.</summary>
    public bool IgnoresFuse { get; init; }

    /// <summary>CRM records that the way back looks at before the rows, for <see cref="RunMode.Keys"/>: what a person decided may go either way.</summary>
    public IReadOnlyList<(string Flow, long CrmId)> BothWays { get; init; } = [];

    /// <summary>What people answered, for <see cref="RunMode.Keys"/>.</summary>
    public IReadOnlyList<GivenAnswer> Answers { get; init; } = [];

    /// <summary>Decisions of a person about single records, for <see cref="RunMode.Keys"/>.</summary>
    public IReadOnlyList<RecordOverride> Overrides { get; init; } = [];

    /// <summary>For <see cref="RunMode.Exactly"/>, <see cref="RunMode.Undo"/> and <see cref="RunMode.Repair"/>.</summary>
    public RunScope? Of { get; init; }

    /// <summary>For <see cref="RunMode.Undo"/>: an earlier undo of the same run; only what it could not undo is tried again.</summary>
    public Guid? Retries { get; init; }

    /// <summary>For <see cref="RunMode.Repair"/>: which records of the report, and who is right.</summary>
    public Repair.RepairOrder? Repair { get; init; }
}

/// <summary>Starts, watches and cancels runs of this process. Runs of other processes are seen through the store.</summary>
public interface IRunService
{
    /// <summary>
    /// Starts a run and returns its record at once. Throws <see cref="RunRefusedException"/> when the exchange is unknown, its definition is invalid, or a run of it is under way anywhere.
    /// </summary>
    Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Progress at most every 100 ms until the run has ended; the last record is final.</summary>
    IAsyncEnumerable<RunRecord> WatchAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Waits for the end and returns the final record.</summary>
    Task<RunRecord> CompletionAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Finishes the batch under way, then stops. False when no such run is under way in this process.</summary>
    bool Cancel(Guid runId);
}

/// <summary>A run that may not start. <paramref name="problems"/> are the mistakes of the definition, if that is why.</summary>
public sealed class RunRefusedException(string message, IReadOnlyList<Exchanges.DefinitionProblem> problems) : Exception(message)
{
    public IReadOnlyList<Exchanges.DefinitionProblem> Problems => problems;

    /// <summary>A run of the exchange is under way somewhere: the same request may be made again later.</summary>
    public bool IsUnderWay { get; init; }
}
