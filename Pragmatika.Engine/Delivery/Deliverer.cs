using System.Runtime.ExceptionServices;
using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Delivery;

/// <summary>Sends the changes of one batch through parallel lanes. A poison record stops only itself; an unknown outcome is looked up, never sent again blindly.</summary>
internal sealed class Deliverer(IBitrixPortal portal, IReadOnlyList<FlowTarget> targets, DeliveryOptions options, TimeProvider time)
{
    private static readonly BitrixException NoAnswer = new(FailureKind.OutcomeUnknown, null, "A command of the batch has no answer.");
    private readonly CommandBuilder _commands = new(portal, targets);
    private readonly OutcomeSettler _settler = new(portal, targets, options, time);

    /// <summary>Returns when every change is Landed or Failed; throws <see cref="DeliveryStoppedException"/> when the portal is in the way.</summary>
    public async Task DeliverAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var queue = new LaneQueue(ComponentPacker.Pack(changes));
        var wanted = Math.Clamp((changes.Count + portal.BatchSize - 1) / portal.BatchSize, 1, options.Lanes);
        using var noMore = new CancellationTokenSource();
        var lanes = Enumerable.Range(0, wanted).Select(_ => LaneAsync(queue, noMore, cancellationToken)).ToArray();
        await Task.WhenAll(lanes).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (WorstOf(lanes) is { } worst)
        {
            ExceptionDispatchInfo.Throw(worst);
        }
    }

    /// <summary>The failure that says most about what may have been written.</summary>
    private static Exception? WorstOf(Task[] lanes) => lanes
        .SelectMany(lane => lane.Exception?.InnerExceptions ?? Enumerable.Empty<Exception>())
        .OrderByDescending(exception => exception is DeliveryStoppedException { WritesUnknown: false } ? 0 : 1)
        .FirstOrDefault();

    /// <summary>The first lane that meets a closed door cancels <paramref name="noMore"/>: the others finish the request they are in and take no further one.</summary>
    private async Task LaneAsync(LaneQueue queue, CancellationTokenSource noMore, CancellationToken cancellationToken)
    {
        try
        {
            var carry = new Queue<Change>();
            while (!noMore.IsCancellationRequested)
            {
                var batch = Take(queue, carry);
                if (batch.Count == 0)
                {
                    return;
                }

                Requeue(carry, await SendAsync(batch, cancellationToken));
            }
        }
        catch
        {
            await noMore.CancelAsync();
            throw;
        }
    }

    private List<Change> Take(LaneQueue queue, Queue<Change> carry)
    {
        var size = portal.BatchSize;
        queue.Fill(carry, size);
        var batch = new List<Change>(size);
        while (batch.Count < size && carry.TryDequeue(out var change))
        {
            batch.Add(change);
        }

        return batch;
    }

    private static void Requeue(Queue<Change> carry, IReadOnlyList<Change> again)
    {
        if (again.Count == 0)
        {
            return;
        }

        var rest = carry.ToArray();
        carry.Clear();
        foreach (var change in again.Concat(rest))
        {
            carry.Enqueue(change);
        }
    }

    /// <summary>Sends one batch and returns the changes that must be sent again.</summary>
    private async Task<IReadOnlyList<Change>> SendAsync(List<Change> batch, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<Change, int>(batch.Count);
        var commands = new List<BitrixCommand>(batch.Count);
        foreach (var change in batch)
        {
            change.Attempts++;
            change.IsUnknown = false;
            commands.Add(_commands.Build(change, labels));
            labels[change] = commands.Count - 1;
        }

        var sentAt = time.GetUtcNow();
        try
        {
            var again = Apply(batch, await portal.BatchAsync(commands, cancellationToken));
            var unknown = again.Where(change => change.IsUnknown).ToList();
            return unknown.Count == 0
                ? again
                : [.. again.Except(unknown), .. await _settler.SettleAsync(unknown, sentAt, NoAnswer, cancellationToken)];
        }
        catch (BitrixException exception) when (exception.Kind is FailureKind.OutcomeUnknown or FailureKind.Unavailable)
        {
            return await _settler.SettleAsync(batch, sentAt, exception, cancellationToken);
        }
        catch (BitrixException exception)
        {
            throw new DeliveryStoppedException(exception.Message, writesUnknown: false, exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new DeliveryStoppedException("The run was stopped while a request was under way.", writesUnknown: true, exception);
        }
    }

    private List<Change> Apply(List<Change> batch, IReadOnlyList<CommandAnswer> answers)
    {
        var again = new List<Change>();
        BitrixError? closed = null;
        for (var index = 0; index < batch.Count; index++)
        {
            var change = batch[index];
            var error = answers[index].Error;
            if (error is null || (change.IsDelete && error.Kind == FailureKind.NotFound))
            {
                Landing.Land(change, change.IsCreate && error is null ? portal.IdOf(answers[index]) : null);
            }
            else if (Stops(error))
            {
                closed = error; // the answers behind it still tell what landed
            }
            else if (error.Kind is FailureKind.OutcomeUnknown)
            {
                change.IsUnknown = true;
                again.Add(change);
            }
            else if (error.Kind is FailureKind.Limited or FailureKind.Unavailable && change.Attempts < options.MaxAttempts)
            {
                again.Add(change);
            }
            else
            {
                Landing.Fail(change, error);
            }
        }

        return closed is null
            ? again
            : throw new DeliveryStoppedException(closed.Description, writesUnknown: false, new BitrixException(closed.Kind, closed, closed.Description));
    }

    private static bool Stops(BitrixError error) => error.Kind == FailureKind.PortalClosed
        || (error.Kind == FailureKind.Unauthorized && error.Code is not "insufficient_scope");
}
