using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>
/// Answers "did it land?" after a time-out, a 5xx or a cut connection: creates are looked up by origin key; what is not found is sent again only when the portal
/// can no longer be working on the lost request. Updates set the same values again and may simply be repeated.
/// </summary>
internal sealed class OutcomeSettler(IBitrixPortal portal, IReadOnlyList<FlowTarget> targets, DeliveryOptions options, TimeProvider time)
{
    private static readonly Message NeverAnswered = new(
        "Портал не ответил понятно ни разу за все попытки. Проверьте связь с порталом и повторите запись.",
        "The portal gave no clear answer at any attempt. Check the connection to the portal and replay the record.");

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Returns the changes to send again.</summary>
    public async Task<IReadOnlyList<Change>> SettleAsync(
        IReadOnlyList<Change> batch, DateTimeOffset sentAt, BitrixException failure, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            await PauseAsync(pause, failure, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            if (await TryLookUpAsync(batch, cancellationToken) is { } problem)
            {
                if (attempt >= options.MaxAttempts)
                {
                    throw new DeliveryStoppedException(problem.Message, writesUnknown: true, problem);
                }

                continue;
            }

            var missing = batch.Where(change => change.State == ChangeState.Pending).ToList();
            if (missing.TrueForAll(change => !change.IsCreate) || time.GetUtcNow() - sentAt >= options.SettleTime)
            {
                return GiveUpOnSpent(missing);
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, BitrixException failure, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new DeliveryStoppedException(failure.Message, writesUnknown: true, failure);
        }
    }

    /// <summary>Null when the look-up worked; the failure otherwise.</summary>
    private async Task<BitrixException?> TryLookUpAsync(IReadOnlyList<Change> batch, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAgainAsync(batch, cancellationToken);
            foreach (var group in batch.Where(change => change.IsCreate && change.State == ChangeState.Pending).GroupBy(change => change.Record.Flow).ToList())
            {
                await LookUpAsync(targets[group.Key], [.. group], cancellationToken);
            }

            return null;
        }
        catch (BitrixException exception) when (exception.Kind is FailureKind.OutcomeUnknown or FailureKind.Unavailable or FailureKind.Limited)
        {
            return exception;
        }
        catch (BitrixException exception)
        {
            throw new DeliveryStoppedException(exception.Message, writesUnknown: true, exception);
        }
    }

    private async Task LookUpAsync(FlowTarget target, IReadOnlyList<Change> creates, CancellationToken cancellationToken)
    {
        var keys = creates.Select(change => target.OriginKey(change.Record.Key)).ToList();
        var found = await portal.FindByOriginAsync(target.Entity, target.Originator, keys, cancellationToken);
        foreach (var change in creates)
        {
            if (found.TryGetValue(target.OriginKey(change.Record.Key), out var ids) && ids.Count > 0)
            {
                Landing.Land(change, ids.Min());
            }
        }
    }

    /// <summary>Phones and e-mails are appended by the portal: before an update is repeated, what the record has now is read.</summary>
    private async Task ReadAgainAsync(IReadOnlyList<Change> batch, CancellationToken cancellationToken)
    {
        var updates = batch.Where(change => !change.IsCreate && change.State == ChangeState.Pending && targets[change.Record.Flow].Entity.HasMultiFields);
        foreach (var group in updates.GroupBy(change => change.Record.Flow).ToList())
        {
            await CurrentReader.ReadAsync(portal, targets[group.Key], [.. group], cancellationToken);
        }
    }

    private List<Change> GiveUpOnSpent(List<Change> missing)
    {
        foreach (var change in missing.Where(change => change.Attempts >= options.MaxAttempts))
        {
            Landing.Fail(change, DeadLetterCause.Unsettled, "OUTCOME_UNKNOWN", NeverAnswered.With());
        }

        return missing.Where(change => change.State == ChangeState.Pending).ToList();
    }
}
