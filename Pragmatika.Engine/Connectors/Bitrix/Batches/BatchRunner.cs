using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>Sends batches, settles the limits with their answers and sends again what a limit refused inside.</summary>
internal sealed class BatchRunner(PortalCaller caller, PortalGate gate, BatchSizer sizer, PortalMeter meter, IPortalAccess access, ILogger logger)
{
    private static readonly Message NoAnswer = new("Портал не вернул ответа на эту команду.", "The portal gave no answer to this command.");

    private const int Rounds = 10;

    /// <summary>Answers in the order of the commands; results are copies and live as long as wanted.</summary>
    public async Task<CommandAnswer[]> RunAsync(IReadOnlyList<BitrixCommand> commands, CancellationToken cancellationToken)
    {
        var answers = await OnceAsync(commands, halt: false, batch => Copy(batch, commands), cancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            var chosen = LimitedCommands.Resendable(commands, answers);
            if (chosen.Count == 0)
            {
                break;
            }

            var again = LimitedCommands.Rebuild(commands, answers, chosen);
            if (again.Count == 0)
            {
                break;
            }

            logger.ResendingLimited(again.Count);
            await ResendAsync(again, chosen, answers, cancellationToken);
        }

        return answers;
    }

    /// <summary>Sends once; <paramref name="take"/> must not keep slices of the batch, they go back to the pool.</summary>
    public async Task<T> OnceAsync<T>(IReadOnlyList<BitrixCommand> commands, bool halt, Func<BatchAnswer, T> take, CancellationToken cancellationToken)
    {
        var outgoing = new OutgoingBatch(commands, halt);
        using var answered = await caller.SendAsync(outgoing, cancellationToken);
        var batch = BatchAnswer.Read(answered.Result, commands.Count);
        Settle(outgoing, answered.Ticket, batch, commands);
        if (answered.Envelope.Time.Duration is { } seconds)
        {
            sizer.Measured(commands.Count, seconds);
        }

        return take(batch);
    }

    /// <summary>What was answered the first time must not be lost when the second request fails: its failure becomes the answer of its commands.</summary>
    private async Task ResendAsync(List<BitrixCommand> again, List<int> chosen, CommandAnswer[] answers, CancellationToken cancellationToken)
    {
        CommandAnswer[] more;
        try
        {
            more = await OnceAsync(again, halt: false, batch => Copy(batch, again), cancellationToken);
        }
        catch (BitrixException exception)
        {
            var error = exception.Error ?? new BitrixError(0, string.Empty, string.Empty);
            more = Enumerable.Repeat(new CommandAnswer { Error = error with { Kind = exception.Kind } }, again.Count).ToArray();
        }

        for (var index = 0; index < more.Length; index++)
        {
            answers[chosen[index]] = more[index];
        }
    }

    private CommandAnswer[] Copy(BatchAnswer batch, IReadOnlyList<BitrixCommand> commands)
    {
        var answers = new CommandAnswer[batch.Count];
        for (var index = 0; index < answers.Length; index++)
        {
            ref readonly var slot = ref batch[index];
            answers[index] = slot.Error is null && slot.HasResult
                ? Answer(commands[index].Method, slot)
                : new CommandAnswer { Error = ErrorOf(slot.Error, MethodSafety.IsRead(commands[index].Method)) };
        }

        return answers;
    }

    private static CommandAnswer Answer(string method, in BatchAnswer.Slot slot) => method is "crm.item.add" or "crm.item.update"
        ? new CommandAnswer { Result = ItemReader.IdOnly(slot.Result.Span) }
        : new CommandAnswer { Result = slot.Result.ToArray(), Total = slot.Total, Next = slot.Next };

    /// <summary>A command without result and without error was cut off: a write may have been done. So may one that failed with a server fault.</summary>
    private BitrixError ErrorOf(BitrixError? error, bool read)
    {
        if (error is null)
        {
            return new BitrixError(200, "NO_ANSWER", NoAnswer.With()) { Kind = read ? FailureKind.Unavailable : FailureKind.OutcomeUnknown };
        }

        return error with
        {
            Description = access.Redact(error.Description),
            Kind = error.Kind == FailureKind.Unavailable && !read ? FailureKind.OutcomeUnknown : error.Kind,
        };
    }

    private void Settle(Outgoing outgoing, PortalGate.Ticket ticket, BatchAnswer batch, IReadOnlyList<BitrixCommand> commands)
    {
        for (var method = 0; method < outgoing.Calls.Count; method++)
        {
            SettleMethod(method, outgoing.Calls[method].Method, ticket, batch, commands);
        }
    }

    private void SettleMethod(int number, string method, PortalGate.Ticket ticket, BatchAnswer batch, IReadOnlyList<BitrixCommand> commands)
    {
        var (answered, refused) = (0, 0);
        CallTime first = default, last = default;
        for (var index = 0; index < batch.Count; index++)
        {
            if (!commands[index].Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            ref readonly var slot = ref batch[index];
            if (slot.Error?.Kind == FailureKind.Limited)
            {
                refused++;
                Refused(method, slot.Error.Code, isFirst: refused == 1);
            }
            else if (slot.Time.Operating is not null)
            {
                first = answered == 0 ? slot.Time : first;
                last = slot.Time;
                answered++;
            }
        }

        meter.RefusedInside(refused);
        if (answered > 0)
        {
            ticket.Settle(number, answered, new(first, last));
        }
        else
        {
            // Nothing ran, or the portal does not account running time.
            ticket.Release(number);
        }
    }

    private void Refused(string method, string code, bool isFirst)
    {
        if (!isFirst)
        {
            return;
        }

        if (code.Equals("OPERATION_TIME_LIMIT", StringComparison.OrdinalIgnoreCase))
        {
            gate.OperatingRefused(method, resetAt: null);
        }
        else
        {
            gate.RateRefused();
        }
    }
}
