using System.Net;
using System.Net.Http.Headers;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>
/// Posts one request and takes its answer; no retries, no limits. A 302 to another host (a renamed portal) is followed by posting the same body there,
/// and the new host is kept and told to <see cref="IHostChange"/>.
/// </summary>
internal sealed class RestTransport(HttpClient http, IPortalAccess access, TimeSpan timeout, IHostChange? hostChange)
{
    private static readonly Message TimedOut = new("Портал не ответил за {0} с.", "The portal did not answer within {0} s.");
    private static readonly Message NoHost = new("Адрес портала не найден.", "The portal's address was not found.");
    private static readonly Message Closed = new("Портал не принимает соединение.", "The portal does not accept connections.");
    private static readonly Message NotTrusted = new(
        "Сертификату портала нет доверия или защищённое соединение не установлено.", "The portal's certificate is not trusted, or no secure connection could be made.");

    private static readonly Message Broken = new("Соединение с порталом оборвалось: {0}", "The connection to the portal broke: {0}");

    private const int MaxHops = 3;

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>Throws <see cref="NoAnswerException"/> when no answer came, <see cref="OperationCanceledException"/> only for the caller's own token.</summary>
    public async Task<RestReply> PostAsync(string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            var address = access.Address;
            using var request = new HttpRequestMessage(HttpMethod.Post, address.Method(method))
            {
                Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } },
            };
            var (reply, moved) = await SendAsync(request, cancellationToken);
            if (moved is null || hop == MaxHops)
            {
                return reply;
            }

            reply.Dispose();
            await MoveAsync(address, moved, cancellationToken);
        }
    }

    private async Task<(RestReply Reply, Uri? Moved)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The time-out measures a real network, so it runs on the system's clock even when limits run on a simulated one.
        using var limit = new CancellationTokenSource(timeout, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var buffer = new PooledBytes();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(both.Token);
            await ReadAsync(stream, buffer, both.Token);
            return (new RestReply((int)response.StatusCode, buffer), NewHost(request.RequestUri!, response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            buffer.Abandon();
            throw new NoAnswerException(sent: true, timedOut: true, TimedOut.With(Math.Round(timeout.TotalSeconds)), inner: null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            buffer.Abandon();
            throw new NoAnswerException(WasSent(exception), timedOut: false, Describe(exception), exception);
        }
    }

    private static async Task ReadAsync(Stream stream, PooledBytes buffer, CancellationToken cancellationToken)
    {
        while (await stream.ReadAsync(buffer.GetMemory(8 * 1024), cancellationToken) is > 0 and var read)
        {
            buffer.Advance(read);
        }
    }

    private static Uri? NewHost(Uri asked, HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(asked, location);
        var downgraded = asked.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps;
        return downgraded || target.Scheme is not ("http" or "https") || target.Authority == asked.Authority && target.Scheme == asked.Scheme ? null : target;
    }

    private async Task MoveAsync(PortalAddress from, Uri moved, CancellationToken cancellationToken)
    {
        var now = from.MovedTo(moved);
        if (access.TryMove(from, now) && hostChange is not null)
        {
            await hostChange.HostChangedAsync(from.Host, now.Root, cancellationToken);
        }
    }

    private static bool WasSent(Exception exception) => exception is not HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private string Describe(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => NoHost.With(),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Closed.With(),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => NotTrusted.With(),
        _ => Broken.With(access.Redact(exception.Message)),
    };
}
