using Pragmatika.Engine.Connectors.Bitrix.Limits;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>Counts what was sent and tells the journal about each request.</summary>
internal sealed class PortalMeter(BatchSizer sizer)
{
    private long _requests;
    private long _commands;
    private long _writes;
    private long _refusals;

    public Action<RestCall>? Called { get; set; }

    public PortalCounters Counters => new(Volatile.Read(ref _requests), Volatile.Read(ref _commands), Volatile.Read(ref _writes), Volatile.Read(ref _refusals));

    /// <summary>One request went out; <paramref name="status"/> 0 when no answer came.</summary>
    public void Sent(Outgoing outgoing, int status, TimeSpan duration, FailureKind? failure, string? message)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _commands, outgoing.Commands);
        Interlocked.Add(ref _writes, outgoing.Writes);
        if (failure == FailureKind.Limited)
        {
            Interlocked.Increment(ref _refusals);
        }

        Called?.Invoke(new RestCall(outgoing.Method, outgoing.Commands, status, duration, failure, message));
    }

    /// <summary>Commands refused by a limit inside a batch that succeeded.</summary>
    public void RefusedInside(int commands) => Interlocked.Add(ref _refusals, commands);

    public void TimedOut(int commands) => sizer.TimedOut(commands);
}
