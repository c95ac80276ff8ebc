using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>An answer that succeeded as a whole; the body goes back on dispose.</summary>
internal sealed class Answered(RestReply reply, Envelope envelope, PortalGate.Ticket ticket) : IDisposable
{
    public Envelope Envelope => envelope;

    public ReadOnlyMemory<byte> Result => reply.Body[envelope.Result];

    /// <summary>To be settled with the times of the answers.</summary>
    public PortalGate.Ticket Ticket => ticket;

    public void Dispose() => reply.Dispose();
}

/// <summary>Sends one request through the limits and sends it again where <see cref="Recovery"/> allows.</summary>
internal sealed class PortalCaller(
    RestTransport transport, IPortalAccess access, PortalGate gate, PortalMeter meter, PortalClock clock, AfterFailure after, TimeProvider time)
{
    /// <summary>Throws <see cref="BitrixException"/> when the request as a whole failed for good.</summary>
    public async Task<Answered> SendAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        var renewed = false;
        for (var attempt = 1; ; attempt++)
        {
            var ticket = await gate.EnterAsync(outgoing.Calls, cancellationToken);
            var token = access.Token;
            var (answered, failed) = await TryAsync(outgoing, ticket, token, cancellationToken);
            if (answered is not null)
            {
                return answered;
            }

            renewed |= await after.RecoverAsync(outgoing, failed, attempt, renewed ? null : token, cancellationToken);
        }
    }

    private async Task<(Answered? Answered, FailedCall Failed)> TryAsync(Outgoing outgoing, PortalGate.Ticket ticket, string? token, CancellationToken cancellationToken)
    {
        using var call = EngineTelemetry.Call(outgoing.Method, outgoing.Commands);
        var began = time.GetTimestamp();
        var body = new PooledBytes(outgoing.Commands * 1024);
        outgoing.Write(body, token);
        RestReply reply;
        try
        {
            reply = await transport.PostAsync(outgoing.Method, body.Memory, cancellationToken);
            body.Dispose();
        }
        catch (NoAnswerException exception)
        {
            Unanswered(ticket, exception.Sent);
            var kind = exception.Sent && outgoing.Writes > 0 ? FailureKind.OutcomeUnknown : FailureKind.Unavailable;
            EngineTelemetry.Called(call, outgoing.Method, 0, time.GetElapsedTime(began), kind.ToString());
            meter.Sent(outgoing, 0, time.GetElapsedTime(began), kind, exception.Message);
            return (null, new(null, exception));
        }
        catch
        {
            Unanswered(ticket, sent: true);
            throw;
        }
        finally
        {
            ticket.Arrived();
        }

        var incoming = Incoming.Read(reply, access);
        EngineTelemetry.Called(call, outgoing.Method, reply.Status, time.GetElapsedTime(began), incoming.Error?.Kind.ToString());
        meter.Sent(outgoing, reply.Status, time.GetElapsedTime(began), incoming.Error?.Kind, incoming.Error is null ? null : Messages.Of(incoming.Error));
        if (incoming.Error is null)
        {
            clock.Saw(incoming.Envelope.Time.Offset);
            return (new Answered(reply, incoming.Envelope, ticket), default);
        }

        Refused(outgoing, ticket, incoming);
        reply.Dispose();
        return (null, new(incoming.Error, null));
    }

    private static void Unanswered(PortalGate.Ticket ticket, bool sent)
    {
        if (sent)
        {
            ticket.SettleUnknown();
        }
        else
        {
            ticket.Release();
        }
    }

    private void Refused(Outgoing outgoing, PortalGate.Ticket ticket, Incoming incoming)
    {
        switch (incoming.Error!)
        {
            case { Kind: FailureKind.Unavailable }:
                ticket.SettleUnknown();
                return;
            case { Code: "OPERATION_TIME_LIMIT" }:
                gate.OperatingRefused(outgoing.Calls[0].Method, incoming.Envelope.Time.ResetAt);
                break;
            case { Kind: FailureKind.Limited }:
                gate.RateRefused();
                break;
        }

        ticket.Release();
    }
}
