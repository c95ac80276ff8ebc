using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs;

/// <summary>Counts what one run plans and stops it before the batch that goes beyond the fuse. Batches come one after the other.</summary>
internal sealed class FuseGauge(ExchangeDefinition definition, RunRequest request, FuseHistory history)
{
    private readonly FuseLimits? _limits = request.DryRun || request.IgnoresFuse ? null : Limits(definition.Limits);
    private FuseTotals _totals;
    private long? _linked;

    /// <summary>Throws <see cref="FuseBlownException"/> with the reason for people.</summary>
    public Task CheckAsync(Batch batch, CancellationToken cancellationToken) => _limits is null ? Task.CompletedTask : CheckAsync(FuseTotals.Of(batch), cancellationToken);

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

    private static FuseLimits? Limits(RunLimits limits) => limits switch
    {
        { Fuse: null, FuseChanges: 0 } => null,
        { Fuse: { Updates: not null } } or { FuseChanges: 0 } => limits.Fuse,
        _ => (limits.Fuse ?? new FuseLimits()) with { Updates = new FuseLimit { Count = limits.FuseChanges } },
    };
}
