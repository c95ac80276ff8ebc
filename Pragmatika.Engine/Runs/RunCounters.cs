using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs;

/// <summary>How many records ended how. Read = the sum of all others, always.</summary>
public readonly record struct RunCounters(
    long Created, long Updated, long Unchanged, long Skipped, long Conflicted, long Rejected, long Failed)
{
    /// <summary>Writes of our own that were heard and recognised. They are counted beside the outcome of the record, not instead of it.</summary>
    public long Echoes { get; init; }

    /// <summary>Writes of our own that were heard with another value in place: somebody changed it in between, or the portal spells it in its own way.</summary>
    public long NearMisses { get; init; }

    public long Read => Created + Updated + Unchanged + Skipped + Conflicted + Rejected + Failed;

    public static RunCounters operator +(RunCounters left, RunCounters right) => new(
        left.Created + right.Created,
        left.Updated + right.Updated,
        left.Unchanged + right.Unchanged,
        left.Skipped + right.Skipped,
        left.Conflicted + right.Conflicted,
        left.Rejected + right.Rejected,
        left.Failed + right.Failed) { Echoes = left.Echoes + right.Echoes, NearMisses = left.NearMisses + right.NearMisses };

    public RunCounters Plus(Outcome outcome, long count = 1) => outcome switch
    {
        Outcome.Created => this with { Created = Created + count },
        Outcome.Updated => this with { Updated = Updated + count },
        Outcome.Unchanged => this with { Unchanged = Unchanged + count },
        Outcome.Skipped => this with { Skipped = Skipped + count },
        Outcome.Conflicted => this with { Conflicted = Conflicted + count },
        Outcome.Rejected => this with { Rejected = Rejected + count },
        _ => this with { Failed = Failed + count },
    };
}
