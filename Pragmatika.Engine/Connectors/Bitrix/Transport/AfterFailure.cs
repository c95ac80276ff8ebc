using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Connectors.Bitrix.Limits;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>A request that came to nothing: the portal's error, or why there was no answer.</summary>
internal readonly record struct FailedCall(BitrixError? Error, NoAnswerException? NoAnswer);

/// <summary>Does what <see cref="Recovery"/> decides about a request that failed as a whole: waits, renews the token, or gives up.</summary>
internal sealed class AfterFailure(IPortalAccess access, PortalMeter meter, TimeProvider time, Random jitter, ILogger logger)
{
    /// <summary>Waits or renews <paramref name="token"/> (null when it was renewed before, or there is none) and returns whether it was renewed; throws when there is nothing to be done.</summary>
    public async Task<bool> RecoverAsync(Outgoing outgoing, FailedCall failed, int attempt, string? token, CancellationToken cancellationToken)
    {
        var kind = failed.Error?.Kind ?? FailureKind.Unavailable;
        var expired = token is not null && failed.Error is { } error && IsOver(error.Code);
        switch (Recovery.Decide(new(kind, failed.NoAnswer?.Sent ?? true, expired, attempt), outgoing.Writes > 0, NextJitter()))
        {
            case Recovery.RetryIn retry:
                logger.Repeating(outgoing.Method, kind, attempt, retry.Pause.TotalSeconds);
                await Task.Delay(retry.Pause, time, cancellationToken);
                return false;
            case Recovery.RenewToken when await access.RenewAsync(token, cancellationToken):
                return true;
            case Recovery.GiveUp giveUp:
                throw Failure(outgoing, failed, giveUp.Kind);
            default:
                throw Failure(outgoing, failed, FailureKind.Unauthorized);
        }
    }

    /// <summary>invalid_token too: an access token that another node's refresh took the place of is no longer known.</summary>
    private static bool IsOver(string code) =>
        code.Equals("expired_token", StringComparison.OrdinalIgnoreCase) || code.Equals("invalid_token", StringComparison.OrdinalIgnoreCase);

    private BitrixException Failure(Outgoing outgoing, FailedCall failed, FailureKind kind)
    {
        if (failed.NoAnswer is { TimedOut: true })
        {
            meter.TimedOut(outgoing.Commands);
        }

        var text = failed.Error is null ? failed.NoAnswer!.Message : Messages.Of(failed.Error);
        logger.GaveUp(outgoing.Method, kind, text);
        return new BitrixException(kind, failed.Error, $"{outgoing.Method}: {text}", failed.NoAnswer);
    }

    private double NextJitter()
    {
        lock (jitter)
        {
            return jitter.NextDouble();
        }
    }
}
