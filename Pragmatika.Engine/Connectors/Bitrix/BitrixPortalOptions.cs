using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Connectors.Bitrix.Transport;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>How to talk to one portal, besides its credentials.</summary>
public sealed record BitrixPortalOptions
{
    /// <summary>Null: cloud limits for the vendor's hosts, limits learned from refusals for any other.</summary>
    public PortalLimits? Limits { get; init; }

    /// <summary>How long one request may take. The portal itself cuts at 60 s; a shorter wait would leave more writes with an unknown outcome.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>Trusts a certificate that nobody known has signed, as a box in a private network has; its name must still be the portal's.</summary>
    public bool TrustSelfSigned { get; init; }

    /// <summary>Replaces the network, for tests.</summary>
    public HttpMessageHandler? Handler { get; init; }

    public IHostChange? HostChange { get; init; }

    /// <summary>Seed of the pauses' jitter.</summary>
    public int Seed { get; init; } = 1;
}
