namespace Pragmatika.Engine.Runs;

/// <summary>What somebody asks to be run.</summary>
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
    public RepairOrder? Repair { get; init; }
}
