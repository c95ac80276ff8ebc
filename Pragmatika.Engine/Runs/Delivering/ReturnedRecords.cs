using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Delivering;

/// <summary>
/// Takes the mark off records that a row carries again. Only a mark of ours that still stands there: what somebody wrote into the field meanwhile is theirs. Costs nothing while no record
/// of the batch is marked.
/// </summary>
internal sealed class ReturnedRecords(RunContext context)
{
    private readonly MarkSender _sender = new(context);

    /// <summary>Throws <see cref="DeliveryStoppedException"/> when the portal is in the way: the mark on the link stays, and the next look at the row tries again.</summary>
    public async Task TakeMarksOffAsync(Batch batch, CancellationToken cancellationToken)
    {
        foreach (var target in context.Targets)
        {
            if (context.Definition.Flows[target.Index].Vanished is { Policy: DeletePolicy.Mark } vanished && batch.Records[target.Index].Values.Where(IsMarked).ToList() is { Count: > 0 } marked)
            {
                try
                {
                    await TakeOffAsync(target, vanished, marked, cancellationToken);
                }
                catch (BitrixException exception)
                {
                    throw new DeliveryStoppedException(exception.Message, writesUnknown: false, exception);
                }
            }
        }
    }

    private static bool IsMarked(RecordWork record) =>
        record is { Link: { } link, CrmId: not null, Cause: null, IsPaused: false, IsWithheld: false, IsGone: false, Agreed.Length: > 0 } && LinkMark.Vanished.IsOn(link.Agreed);

    private async Task TakeOffAsync(FlowTarget target, VanishedDefinition vanished, List<RecordWork> marked, CancellationToken cancellationToken)
    {
        var mark = _sender.Mark(target, vanished);
        var items = (await context.Portal.GetManyAsync(target.Entity, [.. marked.Select(record => record.CrmId!.Value).Distinct()], cancellationToken)).ToDictionary(item => item.Id);
        var due = marked.Where(record => items.TryGetValue(record.CrmId!.Value, out var item) && item.Values.GetValueOrDefault(mark.Name) == mark.Value).Select(record => record.CrmId!.Value).ToHashSet();
        var refused = await _sender.SendAsync(target, [.. due], mark with { Value = Value.None }, cancellationToken);
        foreach (var record in marked.Where(record => items.ContainsKey(record.CrmId!.Value)))
        {
            if (refused.TryGetValue(record.CrmId!.Value, out var error))
            {
                record.Add(new FieldProblem(mark.Name, null, VanishedTexts.StillMarked.With(error.Description), VanishedTexts.StillMarkedRemedy.With()));
            }
            else
            {
                record.Return(isWritten: due.Contains(record.CrmId.Value));
            }
        }
    }
}
