using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing.Ways;

namespace Pragmatika.Engine.Hearing;

/// <summary>Opens the portal that a stored connection leads to, for listening.</summary>
internal sealed class ListenedPortals(IConnectionCatalog connections, IBitrixPortalFactory portals)
{
    /// <summary>Throws <see cref="HearingException"/> where the connection is gone or leads to no portal.</summary>
    public async Task<(ConnectionKind Kind, IBitrixPortal Portal)> OpenAsync(string connection, CancellationToken cancellationToken)
    {
        var secret = await connections.OpenAsync(connection, cancellationToken);
        return secret is { Kind: ConnectionKind.BitrixWebhook or ConnectionKind.BitrixApplication }
            ? (secret.Kind, portals.Create(secret))
            : throw new HearingException(HearingTexts.NoPortalCode, HearingTexts.NoPortal);
    }
}
