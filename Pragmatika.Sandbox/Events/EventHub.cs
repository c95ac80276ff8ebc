using System.Threading.Channels;
using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Events;

/// <summary>Turns changes into deliveries and queue rows. Everything here happens under the portal's gate.</summary>
public sealed class EventHub
{
    private readonly Portal _portal;
    private readonly Channel<OutgoingEvent> _outgoing = Channel.CreateUnbounded<OutgoingEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<int, long> _lastSignals = [];

    public EventHub(Portal portal)
    {
        _portal = portal;
        portal.Changed = Raise;
    }

    public ChannelReader<OutgoingEvent> Outgoing => _outgoing.Reader;

    /// <summary>An outgoing webhook: it gets ids and the application token, no access.</summary>
    public EventSubscription AddOutgoingHook(string eventName, Uri handler, string applicationToken) => Add(new EventSubscription
    {
        Id = ++_portal.Counters.Subscription,
        Event = eventName.ToUpperInvariant(),
        Handler = handler.AbsoluteUri,
        ApplicationToken = applicationToken,
    });

    public EventSubscription Add(EventSubscription subscription)
    {
        _portal.Subscriptions.Add(subscription);
        return subscription;
    }

    private void Raise(RecordChange change)
    {
        if (_portal.Subscriptions.Count == 0)
        {
            return;
        }

        foreach (var name in EventNames.Of(change))
        {
            foreach (var subscription in _portal.Subscriptions.Where(subscription => subscription.Event == name))
            {
                Deliver(subscription, change);
            }
        }
    }

    private void Deliver(EventSubscription subscription, RecordChange change)
    {
        var isForAppsOnly = change.Kind == ChangeKind.MovedToCategory;
        if (isForAppsOnly && subscription.ApplicationId.Length == 0)
        {
            return;
        }

        var fields = EventNames.Fields(change);
        if (!subscription.IsOffline)
        {
            _outgoing.Writer.TryWrite(new OutgoingEvent(subscription, fields, _portal.Time.NowSeconds, change.UserId));
        }
        else if (subscription.AuthConnector.Length == 0 || subscription.AuthConnector != change.AuthConnector)
        {
            Queue(subscription, fields);
            Signal(change.UserId);
        }
    }

    /// <summary>One row per object and event name: a repeated change only moves its time. A reserved row is left to its reader.</summary>
    private void Queue(EventSubscription subscription, Dictionary<string, string> fields)
    {
        var waiting = _portal.OfflineEvents.Find(row => row.SubscriptionId == subscription.Id && row.ProcessId.Length == 0 && row.Fields["ID"] == fields["ID"]
            && row.Fields.GetValueOrDefault("ENTITY_TYPE_ID") == fields.GetValueOrDefault("ENTITY_TYPE_ID"));
        if (waiting is not null)
        {
            waiting.Time = _portal.Time.NowSeconds;
            return;
        }

        _portal.OfflineEvents.Add(new OfflineEvent
        {
            Id = ++_portal.Counters.OfflineEvent,
            Event = subscription.Event,
            SubscriptionId = subscription.Id,
            Fields = fields,
            Time = _portal.Time.NowSeconds,
        });
    }

    private void Signal(int userId)
    {
        var now = _portal.Time.NowSeconds;
        foreach (var subscription in _portal.Subscriptions.Where(subscription => subscription.Event == EventNames.OfflineSignal && !subscription.IsOffline))
        {
            if (!_lastSignals.TryGetValue(subscription.Id, out var last) || now - last >= subscription.MinTimeout)
            {
                _lastSignals[subscription.Id] = now;
                _outgoing.Writer.TryWrite(new OutgoingEvent(subscription, new Dictionary<string, string>(StringComparer.Ordinal), now, userId));
            }
        }
    }
}
