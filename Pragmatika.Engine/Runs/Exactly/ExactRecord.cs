using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Runs.Exactly;

/// <summary>One planned write of a dry run, as little of it as tells whether the same is planned now. A record may be written several times in one run: <see cref="Then"/>.</summary>
internal sealed class ExactRecord(PlannedChange change)
{
    private readonly KeyHash _changes = KeyHash.Of(change.Changes ?? string.Empty);

    public PlannedKind Kind { get; } = change.Kind;

    public long? CrmId { get; } = change.CrmId;

    /// <summary>True once the run has met it, whether it was sent or refused.</summary>
    public bool IsMet { get; set; }

    public ExactRecord? Then { get; set; }

    /// <summary>The same write; a record that an earlier batch of the dry run would have made had no id there.</summary>
    public bool IsSame(PlannedKind kind, long? crmId, string? changes) =>
        Kind == kind && (CrmId is null || CrmId == crmId) && _changes == KeyHash.Of(changes ?? string.Empty);
}
