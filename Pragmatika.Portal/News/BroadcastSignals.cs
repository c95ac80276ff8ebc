using Coravel.Events.Interfaces;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Portal.News;

/// <summary>A signal of the engine as an event of this process.</summary>
public sealed record SignalTold(Signal Signal) : IEvent;

/// <summary>Hands the engine's signals to whoever subscribed. A listener that fails is logged and costs the run nothing.</summary>
internal sealed class BroadcastSignals(IDispatcher dispatcher, ILogger<BroadcastSignals> logger) : ISignals
{
    public void Tell(Signal signal) => _ = BroadcastAsync(signal);

    private async Task BroadcastAsync(Signal signal)
    {
        try
        {
            await dispatcher.Broadcast(new SignalTold(signal));
        }
        catch (ObjectDisposedException)
        {
            // The host has stopped; its pages are gone, too.
        }
        catch (Exception exception)
        {
            logger.NotTold(exception, signal.What);
        }
    }
}

/// <summary>The listener for open pages.</summary>
internal sealed class TellPages(PageNews news) : IListener<SignalTold>
{
    public Task HandleAsync(SignalTold broadcasted)
    {
        news.Publish(broadcasted.Signal);
        return Task.CompletedTask;
    }
}
