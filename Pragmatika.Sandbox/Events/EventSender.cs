using System.Globalization;
using Pragmatika.Sandbox.OAuth;
using Pragmatika.Sandbox.Traffic;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox.Events;

/// <summary>
/// Posts online events as form bodies, one after another, without a second try: a handler that fails has missed its event. Weather may
/// lose, double, reorder or delay them (reference 8.6).
/// </summary>
public sealed class EventSender(EventHub hub, TokenStore tokens, WeatherEngine weather, SandboxStats stats, TimeProvider clock) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly CancellationTokenSource _stop = new();
    private readonly List<OutgoingEvent> _held = [];
    private readonly HashSet<Task> _late = [];
    private Task _sending = Task.CompletedTask;
    private Uri _portal = new("http://localhost/");

    /// <param name="portal">Address handlers are told to call back.</param>
    public void Start(Uri portal)
    {
        _portal = portal;
        _sending = SendAllAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        await Task.WhenAll(_late);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var outgoing in hub.Outgoing.ReadAllAsync(cancellationToken))
            {
                await StruckAsync(outgoing, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops: what was not sent is lost, as on the real one.
        }
    }

    private async Task StruckAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        var strike = weather.StrikeEvent(outgoing.Subscription.Event);
        switch (strike?.Kind)
        {
            case WeatherKind.EventLost:
                return;
            case WeatherKind.EventReordered:
                _held.Add(outgoing);
                return;
            case WeatherKind.EventLate:
                _late.RemoveWhere(task => task.IsCompleted);
                _late.Add(SendLateAsync(outgoing, TimeSpan.FromSeconds(strike.Rule.Seconds), cancellationToken));
                return;
            case WeatherKind.EventDoubled:
                await SendAsync(outgoing, cancellationToken);
                break;
        }

        await SendAsync(outgoing, cancellationToken);
        foreach (var held in _held)
        {
            await SendAsync(held, cancellationToken);
        }

        _held.Clear();
    }

    private async Task SendLateAsync(OutgoingEvent outgoing, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, clock, cancellationToken);
            await SendAsync(outgoing, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
    }

    private async Task SendAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        stats.Event(outgoing.Subscription.Event);
        try
        {
            using var body = new FormUrlEncodedContent(Body(outgoing));
            using var answer = await _http.PostAsync(new Uri(outgoing.Subscription.Handler), body, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // No second try: the handler has missed it.
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Body(OutgoingEvent outgoing)
    {
        var subscription = outgoing.Subscription;
        yield return new("event", subscription.Event);
        yield return new("event_handler_id", subscription.Id.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in outgoing.Fields)
        {
            yield return new($"data[FIELDS][{name}]", value);
        }

        yield return new("ts", outgoing.Time.ToString(CultureInfo.InvariantCulture));
        if (subscription.ApplicationId.Length > 0)
        {
            var pair = tokens.ForEvents(subscription.AuthType > 0 ? subscription.AuthType : outgoing.UserId);
            yield return new("auth[access_token]", pair.AccessToken);
            yield return new("auth[expires_in]", TokenStore.AccessSeconds.ToString(CultureInfo.InvariantCulture));
            yield return new("auth[scope]", "crm");
            yield return new("auth[status]", "L");
            yield return new("auth[user_id]", pair.UserId.ToString(CultureInfo.InvariantCulture));
        }

        yield return new("auth[domain]", _portal.Authority);
        yield return new("auth[client_endpoint]", new Uri(_portal, "rest/").AbsoluteUri);
        yield return new("auth[server_endpoint]", new Uri(_portal, "rest/").AbsoluteUri);
        yield return new("auth[member_id]", TokenEndpoint.MemberId);
        yield return new("auth[application_token]", subscription.ApplicationToken);
    }
}
