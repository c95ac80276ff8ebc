using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs.Fuses;

/// <summary>Counts what one run plans and stops it before the batch that goes beyond the fuse; a look ahead lets it count before anything is sent. Batches come one after the other.</summary>
internal sealed class FuseGauge(ExchangeDefinition definition, RunRequest request, IFuseHistory history)
{
    private readonly FuseLimits? _limits = request.DryRun || request.IgnoresFuse ? null : Limits(definition.Limits);
    private FuseTotals _totals;
    private long? _linked;

    /// <summary>Throws <see cref="FuseBlownException"/> with the reason for people.</summary>
    public Task CheckAsync(IEnumerable<Change> changes, CancellationToken cancellationToken) => _limits is null ? Task.CompletedTask : CheckAsync(FuseTotals.Of(changes), cancellationToken);

    /// <summary>The same for what is about to be written in any other way.</summary>
    public async Task CheckAsync(FuseTotals planned, CancellationToken cancellationToken)
    {
        if (_limits is null)
        {
            return;
        }

        _linked ??= await history.LinkedAsync(definition.Name, cancellationToken);
        var sent = _totals;
        _totals += planned;
        if (Fuse.Check(_limits, _totals, _linked.Value) is { } trip)
        {
            var usual = await history.UsualAsync(definition.Name, request.Mode, trip.Subject, cancellationToken);
            throw new FuseBlownException(FuseTexts.Blown(trip, usual, sent.Creates + sent.Updates + sent.Deletes));
        }
    }

    /// <summary>False when no limit can be crossed by that many rows, each with a record of every flow; null rows: nobody knows how many.</summary>
    public async Task<bool> MightBlowAsync(long? rows, int flows, int fields, CancellationToken cancellationToken)
    {
        if (_limits is null)
        {
            return false;
        }

        _linked ??= await history.LinkedAsync(definition.Name, cancellationToken);
        return (_linked > 0 || _limits.FirstLoad)
            && (rows is not { } read || Fuse.Check(_limits, new FuseTotals(read * flows, read * flows, read * fields), _linked.Value) is not null);
    }

    /// <summary>What was counted so far was a look ahead.</summary>
    public void Restart() => _totals = default;

    private static FuseLimits? Limits(RunLimits limits) => limits switch
    {
        { Fuse: null, FuseChanges: 0 } => null,
        { Fuse: { Updates: not null } } or { FuseChanges: 0 } => limits.Fuse,
        _ => (limits.Fuse ?? new FuseLimits()) with { Updates = new FuseLimit { Count = limits.FuseChanges } },
    };
}
