using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>
/// Opens portals. Connections to one host share its request bucket, because the portal counts by source address; keep one factory for the whole process.
/// </summary>
public sealed class BitrixPortalFactory(TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<string, RateGate> _rates = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<bool, HttpMessageHandler> _handlers = new();
    private readonly ConcurrentDictionary<string, TokenRenewals> _renewals = new(StringComparer.Ordinal);

    /// <summary>Opens the portal of a webhook address. Throws <see cref="FormatException"/> for a text that is no webhook address, without repeating it.</summary>
    public IBitrixPortal OpenWebhook(string address, BitrixPortalOptions? options = null) =>
        Open(new WebhookAccess(PortalAddress.Webhook(address)), options ?? new());

    /// <summary>Opens a stored connection; a rotated token or a renamed host is written back to <paramref name="catalog"/>.</summary>
    public IBitrixPortal Open(ConnectionSecret secret, IConnectionCatalog? catalog = null, BitrixPortalOptions? options = null)
    {
        var parsed = PortalSecret.Parse(secret);
        var chosen = options ?? new();
        chosen = chosen with
        {
            Limits = chosen.Limits ?? parsed.Limits,
            TrustSelfSigned = chosen.TrustSelfSigned || parsed.TrustSelfSigned,
            HostChange = chosen.HostChange ?? (catalog is null ? null : new CatalogHostChange(catalog, secret.Name)),
        };
        return parsed.Application is { } tokens
            ? OpenApplication(secret.Name, tokens, catalog is null ? null : new CatalogTokenStore(catalog), chosen)
            : OpenWebhook(parsed.Webhook ?? string.Empty, chosen);
    }

    /// <summary>Opens the portal of an installed application under the name its tokens are stored by.</summary>
    public IBitrixPortal OpenApplication(string connection, ApplicationTokens tokens, ITokenStore? store, BitrixPortalOptions? options = null)
    {
        var chosen = options ?? new();
        var client = new TokenClient(Http(chosen), chosen.Timeout);
        var renewals = _renewals.GetOrAdd(connection, _ => new TokenRenewals());
        return Open(new ApplicationAccess(connection, tokens, client, store, renewals, loggers.CreateLogger<BitrixPortalFactory>()), chosen);
    }

    public void Dispose()
    {
        foreach (var handler in _handlers.Values)
        {
            handler.Dispose();
        }

        foreach (var renewals in _renewals.Values)
        {
            renewals.Dispose();
        }
    }

    private BitrixPortal Open(IPortalAccess access, BitrixPortalOptions options)
    {
        var logger = loggers.CreateLogger<BitrixPortalFactory>();
        var limits = options.Limits ?? PortalLimits.For(access.Address.Host);
        var rate = _rates.GetOrAdd(access.Address.Host, _ => new RateGate(limits, time));
        var sizer = new BatchSizer();
        var meter = new PortalMeter(sizer);
        var clock = new PortalClock();
        var gate = new PortalGate(limits, rate, time);
        var transport = new RestTransport(Http(options), access, options.Timeout, options.HostChange);
        var after = new AfterFailure(access, meter, time, new Random(options.Seed), logger);
        var caller = new PortalCaller(transport, access, gate, meter, clock, after, time);
        return new BitrixPortal(caller, new BatchRunner(caller, gate, sizer, meter, access, logger), sizer, meter, gate, clock);
    }

    private HttpClient Http(BitrixPortalOptions options) =>
        new(options.Handler ?? _handlers.GetOrAdd(options.TrustSelfSigned, Network), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Idle connections go before the portal's own keep-alive ends, or a write could meet a closed one.</summary>
    private static SocketsHttpHandler Network(bool trustSelfSigned)
    {
        var handler = new SocketsHttpHandler
        {
            // No trace header to a portal, and no span of the library's own: it would carry the address, which is a password.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (trustSelfSigned)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None;
        }

        return handler;
    }
}
