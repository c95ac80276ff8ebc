namespace Pragmatika.Engine.Runs;

/// <summary>Finds runs among all that were ever made.</summary>
public interface IRunSearch
{
    /// <summary>One page of what fits, and how many fit in all.</summary>
    Task<FoundRuns> FindAsync(RunFilter filter, RunOrder order, bool descending, int skip, int count, CancellationToken cancellationToken);
}

/// <summary>Which runs; what is null does not narrow.</summary>
public sealed record RunFilter
{
    public string? Exchange { get; init; }

    public RunState? State { get; init; }

    public RunMode? Mode { get; init; }

    public bool? IsDryRun { get; init; }

    /// <summary>Begun then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun earlier.</summary>
    public DateTimeOffset? Before { get; init; }
}

/// <summary>What runs are sorted by; among equals the newest comes first.</summary>
public enum RunOrder
{
    Started,
    Exchange,
    State,
    Mode,
    Rows,
    Requests,
    By,
}

public sealed record FoundRuns(IReadOnlyList<RunRecord> Runs, long Total);
