using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs.Fuses;

/// <summary>What a fuse counts over a run.</summary>
internal enum FuseSubject : byte
{
    Creates,
    Updates,
    BlankedFields,

    /// <summary>Rows and CRM records together.</summary>
    Deletes,
}

/// <summary>A limit of the fuse that a batch would cross.</summary>
internal sealed record FuseTrip(FuseSubject Subject, long Seen, long Allowed);

/// <summary>Compares what a run plans with what its exchange allows. Pure.</summary>
internal static class Fuse
{
    /// <summary>The first limit crossed by the totals of a run over <paramref name="linked"/> linked records; null when it may go on.</summary>
    public static FuseTrip? Check(FuseLimits limits, FuseTotals totals, long linked) =>
        (linked > 0 || limits.FirstLoad ? Check(limits.Creates, FuseSubject.Creates, totals.Creates, linked) : null)
        ?? Check(limits.Updates, FuseSubject.Updates, totals.Updates, linked)
        ?? Check(limits.BlankedFields, FuseSubject.BlankedFields, totals.BlankedFields, linked)
        ?? Check(limits.Deletes, FuseSubject.Deletes, totals.Deletes, linked);

    private static FuseTrip? Check(FuseLimit? limit, FuseSubject subject, long seen, long linked)
    {
        var share = limit?.Percent is { } percent && linked > 0 ? (long)Math.Floor(linked * percent / 100) : long.MaxValue;
        var allowed = Math.Min(limit?.Count ?? long.MaxValue, share);
        return seen > allowed ? new FuseTrip(subject, seen, allowed) : null;
    }
}

/// <summary>What a run has planned so far.</summary>
internal readonly record struct FuseTotals(long Creates, long Updates, long BlankedFields, long Deletes = 0)
{
    public static FuseTotals operator +(FuseTotals left, FuseTotals right) =>
        new(left.Creates + right.Creates, left.Updates + right.Updates, left.BlankedFields + right.BlankedFields, left.Deletes + right.Deletes);

    public static FuseTotals Of(IEnumerable<Change> changes)
    {
        var (creates, updates, blanked) = (0L, 0L, 0L);
        foreach (var change in changes)
        {
            creates += change.IsCreate ? 1 : 0;
            updates += change.IsCreate ? 0 : 1;
            foreach (var field in change.Fields)
            {
                blanked += !change.Before[field].IsNone && change.Record.Wanted[field].IsNone ? 1 : 0;
            }
        }

        return new FuseTotals(creates, updates, blanked);
    }
}

/// <summary>The run would change more records than its fuse allows; nothing of the batch was sent.</summary>
public sealed class FuseBlownException(string message) : Exception(message);
