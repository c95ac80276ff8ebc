using Pragmatika.Sandbox.Events;
using Pragmatika.Sandbox.OAuth;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>event.bind</c>, <c>event.get</c>, <c>event.unbind</c>, <c>events</c>: for applications only (reference 8.6).</summary>
public static class EventMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("event.bind", "", Bind) { AppOnly = true },
        new("event.get", "", Get) { AppOnly = true },
        new("event.unbind", "", Unbind) { AppOnly = true },
        new("events", "", Names) { AppOnly = true },
    ];

    private static void Bind(RestCall call)
    {
        var name = call.Any("event").AsText.ToUpperInvariant();
        var isOffline = call.Any("event_type").AsText == "offline";
        if (!EventNames.Exists(name))
        {
            throw new RestException(400, "ERROR_EVENT_NOT_FOUND", "Event not found!");
        }

        var handler = isOffline ? "" : call.Any("handler").AsText;
        if (!isOffline && !Uri.TryCreate(handler, UriKind.Absolute, out _))
        {
            throw new RestException(400, "ERROR_ARGUMENT", "Argument 'HANDLER' is null or empty");
        }

        var connector = call.Any("auth_connector").AsText;
        if (Own(call).Exists(known => known.Event == name && known.Handler == handler && known.IsOffline == isOffline && known.AuthConnector == connector))
        {
            throw new RestException(400, "ERROR_HANDLER_ALREADY_EXIST", "Handler already exists!");
        }

        call.Portal.Subscriptions.Add(new EventSubscription
        {
            Id = ++call.Portal.Counters.Subscription,
            Event = name,
            Handler = handler,
            IsOffline = isOffline,
            AuthConnector = connector,
            AuthType = call.Any("auth_type").AsInteger,
            ApplicationId = call.Caller.ApplicationId!,
            ApplicationToken = TokenEndpoint.StockApp.ApplicationToken,
            MinTimeout = Math.Max(1, call.Any("options").Array?["minTimeout"].AsInteger ?? 1),
        });
        call.Json.WriteBooleanValue(true);
    }

    private static List<EventSubscription> Own(RestCall call) => call.Portal.Subscriptions.FindAll(known => known.ApplicationId == call.Caller.ApplicationId);

    private static void Get(RestCall call)
    {
        call.Json.WriteStartArray();
        foreach (var subscription in Own(call))
        {
            call.Json.WriteStartObject();
            call.Json.WriteString("event"u8, subscription.Event);
            call.Json.WriteString("handler"u8, subscription.Handler);
            call.Json.WriteString("auth_type"u8, subscription.AuthType.ToString(System.Globalization.CultureInfo.InvariantCulture));
            call.Json.WriteNumber("offline"u8, subscription.IsOffline ? 1 : 0);
            if (subscription.AuthConnector.Length > 0)
            {
                call.Json.WriteString("connector_id"u8, subscription.AuthConnector);
            }

            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    private static void Unbind(RestCall call)
    {
        var name = call.Any("event").AsText.ToUpperInvariant();
        var isOffline = call.Any("event_type").AsText == "offline";
        var handler = call.Any("handler").AsText;
        var count = call.Portal.Subscriptions.RemoveAll(known => known.ApplicationId == call.Caller.ApplicationId && known.Event == name && known.IsOffline == isOffline
            && (isOffline || known.Handler == handler));
        call.Json.WriteStartObject();
        call.Json.WriteNumber("count"u8, count);
        call.Json.WriteEndObject();
    }

    private static void Names(RestCall call)
    {
        call.Json.WriteStartArray();
        foreach (var name in EventNames.Stock)
        {
            call.Json.WriteStringValue(name);
        }

        call.Json.WriteEndArray();
    }
}
