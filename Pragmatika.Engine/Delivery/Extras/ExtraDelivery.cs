using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>
/// Sends what goes to records after their fields: comments, once each, and files. What fails is left with its reason; its record stands, and its row is tried again.
/// </summary>
/// <remarks><paramref name="mayBeSaid"/>: a run before this one may have said comments that nothing remembers; they are looked for before any is said.</remarks>
internal sealed class ExtraDelivery(IBitrixPortal portal, IReadOnlyList<FlowTarget> targets, DeliveryOptions options, TimeProvider time, FileFetcher files, bool mayBeSaid)
{
    private readonly bool _isNeeded = targets.Any(target => target.HasExtras);
    private readonly CommentSender _comments = new(portal, targets, options, time, mayBeSaid);
    private readonly FileSender _files = new(portal, targets, options, time, files);

    /// <summary>Throws <see cref="DeliveryStoppedException"/> when the portal is in the way.</summary>
    public async Task DeliverAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        if (!_isNeeded)
        {
            return;
        }

        var extras = changes
            .Where(change => change is { State: ChangeState.Landed, Extras: not null, IsDelete: false, Record.CrmId: not null })
            .SelectMany(change => change.Extras!.Select(index => new Extra(change, index)))
            .ToLookup(extra => targets[extra.Record.Flow].Mapper.Rules[extra.Index].Kind);
        try
        {
            await _comments.SendAsync([.. extras[RuleKind.Comment]], cancellationToken);
            await _files.SendAsync([.. extras[RuleKind.File]], cancellationToken);
        }
        catch (BitrixException exception)
        {
            throw ExtraAnswers.Stopped(exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new DeliveryStoppedException("The run was stopped while comments and files were sent.", writesUnknown: true, exception);
        }
    }
}
