namespace Pragmatika.Engine.Hearing.Sweep;

/// <summary>Decides what one record of the portal, met by a sweep, has to tell. Pure.</summary>
internal static class SweepJudge
{
    /// <summary>
    /// Null when nothing is to be heard. <paramref name="since"/>: changes before it are none of ours. <paramref name="bindings"/> is null for a record that is not linked.
    /// </summary>
    public static HeardChange? Of(SweptRecord record, RememberedRecord? remembered, PortalNow now, DateTimeOffset since, long? bindings)
    {
        var change = new HeardChange(record.EntityTypeId, record.CrmId, HeardKind.Changed, HeardBy.Sweep) { ModifiedAt = record.ModifiedAt, Bindings = bindings };
        if (remembered is { Kind: HeardKind.Deleted, HeardAt: not null })
        {
            // Back from the recycle bin.
            return change;
        }

        if (bindings is { } seen && remembered?.Bindings is { } known && seen != known)
        {
            return change;
        }

        return record.ModifiedAt is { } modified && now.IsOver(modified) && modified >= since && !IsCovered(remembered, modified, now)
            ? change with { CoveredFrom = now.SeenFrom(modified) }
            : null;
    }

    private static bool IsCovered(RememberedRecord? remembered, DateTimeOffset modified, PortalNow now) =>
        remembered is { HeardAt: { } heardAt } known && (known.ModifiedAt == modified || heardAt >= now.SeenFrom(modified));
}

/// <summary>One record of the portal as a sweep reads it.</summary>
internal readonly record struct SweptRecord(int EntityTypeId, long CrmId, DateTimeOffset? ModifiedAt);
