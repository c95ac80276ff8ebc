namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>Credentials of one connection and the address they belong to.</summary>
internal interface IPortalAccess
{
    PortalAddress Address { get; }

    /// <summary>The access token that goes into the body; null for a webhook.</summary>
    string? Token { get; }

    /// <summary>Gets a new token after the portal said that <paramref name="expired"/> has expired; false when that cannot help.</summary>
    Task<bool> RenewAsync(string? expired, CancellationToken cancellationToken);

    /// <summary>Keeps the new address; false when another request did so first.</summary>
    bool TryMove(PortalAddress from, PortalAddress to);

    /// <summary>Takes this connection's credentials out of a text.</summary>
    string Redact(string? text);
}

/// <summary>Told once when the portal has a new host, so that the stored connection can be updated.</summary>
public interface IHostChange
{
    /// <summary><paramref name="oldHost"/> answered 302; <paramref name="newRoot"/> is the new address with its secret, for storage only.</summary>
    Task HostChangedAsync(string oldHost, Uri newRoot, CancellationToken cancellationToken);
}

internal sealed class WebhookAccess(PortalAddress address) : IPortalAccess
{
    private PortalAddress _address = address;

    public PortalAddress Address => Volatile.Read(ref _address);

    public string? Token => null;

    public Task<bool> RenewAsync(string? expired, CancellationToken cancellationToken) => Task.FromResult(false);

    public bool TryMove(PortalAddress from, PortalAddress to) => ReferenceEquals(Interlocked.CompareExchange(ref _address, to, from), from);

    public string Redact(string? text) => Redaction.Clean(text, Address.Code);
}
