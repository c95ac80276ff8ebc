namespace Pragmatika.Engine.Runs.Verify;

/// <summary>How the two sides can differ in one record.</summary>
public enum DifferenceKind
{
    /// <summary>The row makes a record that the CRM does not have.</summary>
    Missing,

    /// <summary>The CRM has a record with our origin that no link of ours knows.</summary>
    Extra,

    /// <summary>Two CRM records carry one origin key, or a second one carries the key of a linked record.</summary>
    Doubled,

    /// <summary>A field that a rule of ours owns means something else on the two sides.</summary>
    Different,
}

/// <summary>One field of a differing record; phones and e-mails are masked.</summary>
public sealed record FieldDifference(string Field, string Sql, string Crm);

/// <summary>One differing record. <paramref name="Key"/> is the source key, <paramref name="CrmId"/> the CRM's id where there is one.</summary>
public sealed record RecordDifference(DifferenceKind Kind, string Flow, string Key, long? CrmId, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>When the row changed last; null where the source does not tell.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? SqlAt { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? CrmAt { get; init; }
}

/// <summary>
/// Counts of one flow, or of all. <paramref name="Waiting"/> are records that are not delivered for a known reason: rejected values, refusals and questions in the dead letters;
/// they are no difference.
/// </summary>
public readonly record struct VerifyCounters(long Records, long Missing, long Extra, long Doubled, long Different, long Waiting)
{
    /// <summary>Records that are the same on both sides.</summary>
    public long Matched => Records - Missing - Different;

    public bool AreClean => Missing + Extra + Doubled + Different == 0;

    public static VerifyCounters operator +(VerifyCounters left, VerifyCounters right) => new(
        left.Records + right.Records,
        left.Missing + right.Missing,
        left.Extra + right.Extra,
        left.Doubled + right.Doubled,
        left.Different + right.Different,
        left.Waiting + right.Waiting);

    public VerifyCounters Plus(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => this with { Missing = Missing + 1 },
        DifferenceKind.Extra => this with { Extra = Extra + 1 },
        DifferenceKind.Doubled => this with { Doubled = Doubled + 1 },
        _ => this with { Different = Different + 1 },
    };
}

/// <summary>The result of a comparison. Every difference is counted; only the first of them are kept in <see cref="Differences"/>.</summary>
public sealed record VerifyReport
{
    public required string Exchange { get; init; }

    /// <summary>Rows of the source that were read.</summary>
    public required long Rows { get; init; }

    public required IReadOnlyDictionary<string, VerifyCounters> Flows { get; init; }

    public VerifyCounters Total => Flows.Values.Aggregate(default(VerifyCounters), (sum, flow) => sum + flow);

    public required IReadOnlyList<RecordDifference> Differences { get; init; }

    public required double Seconds { get; init; }
}

/// <summary>Compares both sides of an exchange record by record. Reads only; a run under way makes its answer out of date.</summary>
public interface IVerifyService
{
    /// <summary>
    /// Maps every row anew and compares it with the CRM record its link names. Keeps at most <paramref name="keep"/> differences in the report. Memory grows by some
    /// 100 bytes a record, not with what the records hold. Throws <see cref="RunRefusedException"/> like a run would.
    /// </summary>
    Task<VerifyReport> VerifyAsync(string exchange, int keep, CancellationToken cancellationToken);
}
